#!/usr/bin/env bash
# Builds and runs the Dockerfile where Docker cannot run: as root on Debian, with buildah and debootstrap installed.
#
#   scripts/try-image.sh [folder for its work, 4 GB]
#
# The base image is Debian with this machine's Node and certificates. What is tried: the build, the start as a plain
# user who owns nothing but /data, the embedded Postgres, a first key, a write, a stop and a start on the same data;
# then as compose.yaml has it: a read-only root, no capabilities, and the health check's command, before a stop and
# after it. What is not tried: Docker itself, the health check's timing, and the image of Postgres.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(realpath -m "${1:-/tmp/guidon-image}")
mkdir -p "$work"
export BUILDAH_ISOLATION=chroot STORAGE_DRIVER=vfs
buildah() { command buildah --root "$work/storage" --runroot "$work/run" "$@"; }
trap 'kill $(jobs -p) 2>/dev/null || true' EXIT
say() { printf '\n── %s\n' "$1"; }

say "Base image"
if [ ! -e "$work/base/usr/bin/node" ]; then
  debootstrap --variant=minbase --include=ca-certificates bookworm "$work/base" >"$work/debootstrap.log"
  prefix=$(dirname "$(dirname "$(node -p process.execPath)")")
  install -D "$prefix/bin/node" "$work/base/usr/bin/node"
  mkdir -p "$work/base/usr/lib/node_modules"
  cp -a "$prefix/lib/node_modules/npm" "$work/base/usr/lib/node_modules/"
  ln -sf ../lib/node_modules/npm/bin/npm-cli.js "$work/base/usr/bin/npm"
  cp -aL /etc/ssl/certs/ca-certificates.crt "$work/base/etc/ssl/certs/ca-certificates.crt"
fi
base=$(buildah from scratch)
buildah add -q "$base" "$work/base" / >/dev/null
buildah config --env NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt "$base"
buildah commit -q --rm "$base" guidon-base >/dev/null

say "Build"
git archive --prefix=context/ HEAD | tar -x -C "$work"
buildah build -q --format docker --build-arg BASE=localhost/guidon-base -t guidon "$work/context"
buildah images

say "Run"
data="$work/data"
rm -rf "$data" && mkdir "$data" && chown 10001 "$data"
container=$(buildah from localhost/guidon)
in_image() { buildah run -v "$data:/data" --env PORT=3987 "$container" -- "$@"; }
start() {
  in_image node scripts/start.mjs >"$work/server.log" 2>&1 &
  server=$!
  for _ in $(seq 120); do curl -fsS http://127.0.0.1:3987/readyz 2>/dev/null && return; sleep 0.5; done
  cat "$work/server.log"; return 1
}
stop() {
  pkill -TERM --parent "$(pgrep --parent "$server" | head -1)" 2>/dev/null || kill -TERM "$server"
  wait "$server" || true
}
start
in_image sh -c 'id; touch /app/x 2>&1; ls -ld /app /data'
key=$(in_image node scripts/run.mjs key create --name image --scope flags:write)
call() {
  curl -fsS "http://127.0.0.1:3987/api/v1$1" \
    -H "Authorization: Bearer $key" -H 'Content-Type: application/json' "${@:2}"; echo
}
call /flags/projects -d '{"name": "In an image"}'
stop
start
call /flags/projects
stop
say "A read-only root"
root=$(buildah mount "$container")
rm -rf "$data" && mkdir "$data" && chown 10001 "$data"
# Mounts of its own, which end with it. Without capabilities it is the user of the image. In place of the shell that
# calls it, so that this one can be told to stop.
in_root() {
  exec unshare --mount --propagation private bash -euc '
    root=$1 data=$2; shift 2
    mount --bind "$root" "$root"
    mount --bind "$data" "$root/data"
    mount -t tmpfs tmpfs "$root/tmp"
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    mount -o remount,bind,ro "$root"
    exec setpriv --no-new-privs chroot --userspec=10001:10001 "$root" \
      env -i PATH="$PATH" HOME=/data NODE_ENV=production DATA_DIR=/data PORT=3987 \
      sh -c "cd /app && exec \"\$@\"" sh "$@"
  ' bash "$root" "$data" "$@"
}
# The command as it stands in the image, an argument a line, without the word CMD before it.
mapfile -t check < <(buildah inspect --type image localhost/guidon |
  node -p 'JSON.parse(fs.readFileSync(0)).Docker.config.Healthcheck.Test.slice(1).join("\n")')
[ "${check[0]}" = node ]
(in_root sh -c 'touch /app/x 2>&1; touch /etc/x 2>&1; grep -E "^(CapEff|NoNewPrivs)" /proc/self/status')
(in_root node scripts/start.mjs) >"$work/read-only.log" 2>&1 &
server=$!
for _ in $(seq 240); do (in_root "${check[@]}") && break; sleep 0.5; done
key=$(in_root node scripts/run.mjs key create --name image --scope flags:write)
call /flags/projects -d '{"name": "On a read-only root"}'
kill -TERM "$server" && wait "$server"
if (in_root "${check[@]}"); then echo "A server that has stopped is healthy?"; exit 1; fi

say "It works"
