#!/usr/bin/env bash
# Prove the two commands of the README in a Debian 12 that holds python3, python3-pip and no more.
#
#   sudo packaging/try-bare-debian.sh FOLDER [root|user|both]
#
# Makes FOLDER a Debian root (debootstrap, from the mirror that this machine's apt uses; kept if it
# is there already), clones the committed state of this checkout into it, and runs both commands
# there as root, then, on a second clone, as an ordinary user. This machine's ways of reaching its
# package registries (apt, pip, certificates) are lent to that root, never written to the checkout.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
[ $# -ge 1 ] || { sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 2; }
root=$1 who=${2:-both}
[ "$(id -u)" = 0 ] || { echo "debootstrap and chroot need root" >&2; exit 2; }
command -v debootstrap >/dev/null || { echo "apt-get install debootstrap" >&2; exit 2; }

if [ ! -x "$root/usr/bin/pip3" ]; then
  mirror=$(apt-get indextargets --format '$(CODENAME) $(COMPONENT) $(REPO_URI)' \
    | awk '$1 == "bookworm" && $2 == "main" && !/security/ { print $3; exit }')
  echo "== make a bare Debian 12 in $root"
  debootstrap --variant=minbase --include=python3,python3-pip,ca-certificates \
    bookworm "$root" "$mirror" >"${root%/}.log" 2>&1 || { tail -5 "${root%/}.log" >&2; exit 1; }
fi

echo "== lend it this machine's ways to its registries"
cp -a /etc/apt/sources.list.d/. "$root/etc/apt/sources.list.d/"
if [ -f /etc/apt/sources.list ]; then
  cp /etc/apt/sources.list "$root/etc/apt/"
else
  rm -f "$root/etc/apt/sources.list"
fi
cp -a /etc/apt/apt.conf.d/. "$root/etc/apt/apt.conf.d/"
for file in /etc/resolv.conf /etc/hosts /etc/pip.conf /etc/ssl/certs/ca-certificates.crt; do
  [ ! -e "$file" ] || cp -L "$file" "$root$file"
done
lent=()
while IFS= read -r name; do
  lent+=("$name=${!name}")
done < <(compgen -e | grep -E '^(SSL_CERT_|PIP_(CERT|INDEX_URL)$|UV_.*INDEX|(https?|no)_proxy$)' || true)

inside() { # WHO COMMAND...: run in the root, with nothing of this environment but what is lent
  local user=$1 home=/root
  shift
  [ "$user" = root ] || home=/home/$user
  chroot --userspec="$user" "$root" /usr/bin/env -i HOME="$home" PATH=/usr/sbin:/usr/bin:/sbin:/bin \
    "${lent[@]}" sh -c "cd $home/jalon && $*"
}

try() { # WHO: both commands on a fresh clone
  local user=$1 home=/root
  [ "$user" = root ] || home=/home/$user
  rm -rf "$root$home/jalon"
  git clone --quiet --no-hardlinks "$here" "$root$home/jalon"
  [ "$user" = root ] || chroot "$root" chown -R "$user:" "$home"
  for command in run test; do
    echo "== as $user: python3 packaging/bootstrap.py $command"
    inside "$user" /usr/bin/python3 packaging/bootstrap.py "$command"
  done
}

[ "$who" = user ] || try root
if [ "$who" != root ]; then
  chroot "$root" id visitor >/dev/null 2>&1 || chroot "$root" useradd --create-home visitor
  try visitor
fi
echo "== both commands passed"
