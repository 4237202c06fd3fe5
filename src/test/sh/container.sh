#!/usr/bin/env bash
# Runs a command as a container does, without one: as process 1, in a root that is put together anew, with the memory that
# Docker gives to /tmp and /dev/shm (64 MB each, in which nothing can be run). It wants root, and passes the environment on.
#
#   src/test/sh/container.sh build PLACE JAVA_HOME COMMAND…     as root, for what the image is made with
#   src/test/sh/container.sh UID PLACE JAVA_HOME COMMAND…       as this user, with nothing to write to but /data and the two
#
# PLACE has the directories root (an empty one), image (seen as /opt/jangteo) and data (seen as /data).
set -euo pipefail

if [ "$1" != inside ]; then
    exec unshare --mount --propagation private --pid --fork --kill-child bash "$0" inside "$@"
fi
user=$2 place=$3 java=$4
shift 4
root=$place/root

# readable FROM TO, writable FROM TO: this directory of the machine, seen there.
readable() {
    writable "$1" "$2"
    mount -o remount,bind,ro "$root$2"
}

writable() {
    mkdir -p "$root$2"
    mount --bind "$1" "$root$2"
}

mount -t tmpfs -o mode=755 none "$root"
for directory in /bin /sbin /lib /lib64 /usr /etc; do
    if [ -L $directory ]; then
        cp -P $directory "$root$directory"
    elif [ -d $directory ]; then
        readable $directory $directory
    fi
done
readable "$(realpath "$java")" /opt/java/openjdk
mkdir -p "$root/proc" "$root/dev/shm" "$root/tmp"
for device in null zero random urandom; do
    touch "$root/dev/$device"
    mount --bind /dev/$device "$root/dev/$device"
done
mount -t proc none "$root/proc"
mount -t tmpfs -o size=64m,mode=1777,nosuid,nodev,noexec none "$root/dev/shm"
writable "$place/data" /data
cd /
if [ "$user" = build ]; then
    writable "$place/image" /opt/jangteo
    chmod 1777 "$root/tmp"
    exec chroot "$root" "$@"
fi
readable "$place/image" /opt/jangteo
mount -t tmpfs -o size=64m,mode=1777,nosuid,nodev,noexec none "$root/tmp"
mount -o remount,ro "$root"
# Whoever changes its uid is no longer killed with its parent unless it says so.
exec chroot "$root" setpriv --pdeathsig KILL --reuid "$user" --regid "$user" --clear-groups --no-new-privs --bounding-set=-all "$@"
