#!/bin/sh
# Rehearse the build steps of the images where no registry can be reached: a base from Debian's own packages, then each
# RUN of the Dockerfile for the bot, in a root of its own. `make rehearse-images`; it wants root, debootstrap and pip.
set -eu
cd "$(dirname "$0")/../.."
command -v debootstrap >/dev/null || { echo "debootstrap is missing (apt-get install debootstrap), so nothing was rehearsed"; exit 0; }
[ "$(id -u)" = 0 ] || { echo "only root can make a root for it, so nothing was rehearsed"; exit 0; }
root=$(mktemp -d)
chmod 0755 "$root"
trap 'umount "$root/proc" 2>/dev/null || true; rm -rf "$root"' EXIT
debootstrap --variant=minbase --include=python3,python3-venv,ca-certificates bookworm "$root" >"$root.log" 2>&1 ||
    { tail -3 "$root.log"; echo "debootstrap finds no packages here"; exit 1; }
rm -f "$root.log"
mount -t proc proc "$root/proc"
cp /etc/resolv.conf "$root/etc/" 2>/dev/null || true
run() { echo "RUN $*"; chroot "$root" /usr/bin/env PIP_NO_CACHE_DIR=1 PATH=/opt/pareidolia/bin:/usr/sbin:/usr/bin:/sbin:/bin sh -euc "$*"; }
# The first RUN of the Dockerfile, as it stands there.
run "$(sed -n '/^RUN groupadd/,/[^\\]$/p' deploy/docker/Dockerfile | sed 's/^RUN //; s/\\$//' | tr '\n' ' ')"
run "python3 -m venv /opt/pareidolia"
mkdir -p "$root/build"
cp -r pyproject.toml README.md LICENSE machine engine bot "$root/build/"
# Whom this machine trusts, it trusts in there: packages may come through a mirror of its own.
cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
run "cd /build && pip install --quiet '.[bot]'"
run "rm -rf /build"
echo "as dream-bot:"
chroot --userspec=dream-bot:dream "$root" /opt/pareidolia/bin/dream-bot --help >/dev/null
chroot --userspec=dream-bot:dream "$root" /bin/sh -c 'cd /var/lib/pareidolia && touch mine && rm mine && ! touch /opt/pareidolia/x 2>/dev/null'
echo "the image of the bot can be built: its command runs as its own user, who can write to its volume and to nothing else"
