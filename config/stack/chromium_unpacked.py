"""Debian's Chromium without root: apt with lists and cache of its own; packages unpacked, never installed."""

import re
import shutil
import subprocess
import sys

# Large and not needed without a screen: graphics drivers, icon themes, what the system has anyway.
LEFT_OUT = re.compile(
    r"libllvm|libz3|libgl1-mesa-dri|mesa-|x11-utils|xdg-utils|adwaita|libgtk|gtk-update"
    r"|-data_|perl|systemd|dconf|libc6_"
)
BINARIES = (
    "headless_shell",
    "headless-shell",
    "chromium-headless-shell",
    "chrome-headless-shell",
    "chromium",
)
FONT_RULES = ("30-metric-aliases.conf", "45-latin.conf", "49-sansserif.conf", "60-latin.conf")


def unpack(home, packages):
    """Put a `chromium` command, its libraries and fonts into `home`, which appears only when complete."""
    new = home.with_name(f"{home.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    for folder in ("state/lists/partial", "cache/archives/partial", "root", "driver-libs"):
        (new / folder).mkdir(parents=True)
    _download(new, packages)
    for package in sorted((new / "cache").glob("*.deb")):
        _run("dpkg-deb", "-x", package, new / "root")
    for folder in ("cache", "state", "root/usr/share/doc", "root/usr/share/man", "root/usr/share/locale"):
        shutil.rmtree(new / folder, ignore_errors=True)
    for library in (new / "root").glob("usr/lib/*/libatomic.so.1*"):
        shutil.copy2(library, new / "driver-libs" / library.name, follow_symlinks=True)
    _write_font_rules(new, home)
    _write_command(new, home)
    shutil.rmtree(home, ignore_errors=True)
    new.rename(home)


def _download(new, packages):
    apt = ["apt-get", "-qq", "-o", f"Dir::State={new}/state", "-o", "Dir::State::status=/var/lib/dpkg/status"]
    apt += ["-o", f"Dir::Cache={new}/cache", "-o", "Debug::NoLocking=true", "-o", "APT::Sandbox::User="]
    _run(*apt, "update")
    listed = _run(*apt, "install", "--no-install-recommends", "--print-uris", *packages)
    names = re.findall(r"^'\S+' (\S+)_[^_]+_\w+\.deb ", listed, re.MULTILINE)
    _run(*apt, "download", *(name for name in names if not LEFT_OUT.match(name)), cwd=new / "cache")


def _write_font_rules(new, home):
    folders = [f"{home}/root/usr/share/fonts", "/usr/share/fonts"]
    rules = [f"{home}/root/usr/share/fontconfig/conf.avail/{name}" for name in FONT_RULES]
    parts = [f"<dir>{folder}</dir>" for folder in folders] + [f"<cachedir>{home}/fontcache</cachedir>"]
    parts += [f'<include ignore_missing="yes">{rule}</include>' for rule in rules]
    head = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
    (new / "fonts.conf").write_text(f"{head}<fontconfig>{''.join(parts)}</fontconfig>\n")


def _write_command(new, home):
    arch = next((new / "root/usr/lib").glob("*-linux-gnu*")).name
    binary = next(name for name in BINARIES if (new / "root/usr/lib/chromium" / name).is_file())
    root = f"{home}/root"
    libraries = [f"{root}/usr/lib/{arch}", f"{root}/lib/{arch}", f"{root}/usr/lib/{arch}/nss"]
    libraries.append(f"{root}/usr/lib/{arch}/pulseaudio")
    command = new / "chromium"
    command.write_text(
        "#!/bin/sh\n"
        f'export LD_LIBRARY_PATH="{":".join(libraries)}" FONTCONFIG_FILE="{home}/fonts.conf"\n'
        f'exec "{root}/usr/lib/chromium/{binary}" "$@"\n'
    )
    command.chmod(0o755)


def _run(*command, cwd=None):
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command[:2]))} ... failed:\n{done.stdout[-1500:]}{done.stderr[-1500:]}")
    return done.stdout
