import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import fs from "node:fs/promises";
import http from "node:http";
import net, { type AddressInfo } from "node:net";
import path from "node:path";
import zlib from "node:zlib";
import { onTestFinished } from "vitest";
import { makeScratch } from "./scratch";
import { until } from "./server-process";

const NGINX = "/usr/sbin/nginx";

/** A proxy that compresses all it can, and sends each request to the next instance. nginx where it is installed. */
export const startCompressingProxy = (instances: readonly string[]): Promise<string> =>
  existsSync(NGINX) ? startNginx(instances) : startOurs(instances);

async function startNginx(instances: readonly string[]): Promise<string> {
  const directory = await makeScratch("guidon-nginx-");
  const port = await freePort();
  const servers = instances.map((instance) => `server ${new URL(instance).host};`).join(" ");
  const configuration = path.join(directory, "nginx.conf");
  await fs.writeFile(
    configuration,
    `daemon off; pid ${directory}/pid; error_log stderr; worker_processes 1;
    events { worker_connections 256; }
    http {
      access_log off;
      client_body_temp_path ${directory}/body; proxy_temp_path ${directory}/proxy;
      fastcgi_temp_path ${directory}/f; uwsgi_temp_path ${directory}/u; scgi_temp_path ${directory}/s;
      gzip on; gzip_min_length 1; gzip_proxied any; gzip_types application/json text/event-stream;
      upstream guidon { ${servers} }
      server {
        listen 127.0.0.1:${port};
        location / { proxy_pass http://guidon; proxy_http_version 1.1; proxy_set_header Connection ""; }
      }
    }`,
  );
  const nginx = spawn(NGINX, ["-c", configuration, "-p", directory], { stdio: "ignore" });
  onTestFinished(async () => {
    nginx.kill("SIGTERM");
    await fs.rm(directory, { recursive: true, force: true });
  });
  const url = `http://127.0.0.1:${port}`;
  await until(() =>
    fetch(`${url}/healthz`).then(
      ({ status }) => status === 200,
      () => false,
    ),
  );
  return url;
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Compresses with flushes, and rewrites tags as Apache does. */
async function startOurs(instances: readonly string[]): Promise<string> {
  let turn = 0;
  const server = http.createServer((incoming, outgoing) => {
    turn += 1;
    const { method, url, headers } = incoming;
    const passed = http.request(`${instances[turn % instances.length]}${url}`, { method, headers }, (answer) => {
      const { connection: _, "content-length": __, etag, ...rest } = answer.headers;
      const isEmpty = answer.statusCode === 204 || answer.statusCode === 304;
      outgoing.writeHead(answer.statusCode ?? 502, {
        ...rest,
        ...(etag !== undefined && { etag: etag.replace(/"$/, '-gzip"') }),
        ...(!isEmpty && { "content-encoding": "gzip" }),
      });
      if (isEmpty) return void outgoing.end();
      answer.pipe(zlib.createGzip({ flush: zlib.constants.Z_SYNC_FLUSH })).pipe(outgoing);
    });
    passed.on("error", () => outgoing.destroy());
    outgoing.once("close", () => passed.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
