const steps = [
  {
    title: "Make a key",
    text: "It is printed once and stored as a hash.",
    command: "npm run --silent key -- create --name me --scope flags:write",
  },
  {
    title: "Fill a project",
    text: "Eight flags, six segments and rules in three environments.",
    command: "npm run seed",
  },
  {
    title: "Ask the API",
    text: "Every call is described in the OpenAPI document.",
    command: 'curl -H "Authorization: Bearer $KEY" http://127.0.0.1:3000/api/v1/flags/projects',
  },
];

export default function HomePage() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-2xl flex-col justify-center gap-8 px-5 py-12">
      <header className="flex flex-col gap-2">
        <h1 className="font-semibold text-3xl tracking-tight">Guidon is running</h1>
        <p className="text-muted leading-relaxed">
          Feature flags with ordered targeting rules and reusable segments, on your own Postgres.
        </p>
      </header>
      <ol className="flex flex-col divide-y divide-line rounded-lg border border-line bg-panel">
        {steps.map(({ title, text, command }, index) => (
          <li key={title} className="flex flex-col gap-2 p-5">
            <h2 className="font-medium">
              <span className="mr-2 text-muted tabular-nums">{index + 1}</span>
              {title}
            </h2>
            <p className="text-muted text-sm">{text}</p>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
            <pre tabIndex={0} className="overflow-x-auto rounded-md border border-line bg-ground p-3 font-mono text-sm">
              {command}
            </pre>
          </li>
        ))}
      </ol>
      <p>
        <a className="text-accent underline underline-offset-4" href="/api/v1/openapi.json">
          OpenAPI document
        </a>
      </p>
    </main>
  );
}
