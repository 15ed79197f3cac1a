/** A thread that does what a test tells it to. @param {{ task: { type: string }, patience: number }} asked */
export default function work({ task, patience }) {
  switch (task.type) {
    case "hang":
      for (;;);
    case "exhaust": {
      const held = [];
      for (;;) held.push(new Array(100_000).fill(held.length + 0.5));
    }
    case "leave":
      return process.exit(3);
    case "fail":
      return { fault: "a row that cannot be read" };
    default:
      return { json: JSON.stringify({ patience }) };
  }
}
