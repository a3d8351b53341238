"""A real Syncthing on this machine's loopback: no discovery, no relay, no report, nothing that leaves.

Nothing here sleeps: what is waited for is asked about again whenever Syncthing itself says that something happened,
until a deadline.
"""

import json
import os
import shutil
import socket
import subprocess
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote

from length import HANGS_AFTER_SECONDS

PROGRAM = shutil.which("syncthing")
FOLDER = "b12track"
KEY = "only-on-loopback"
# An answer comes at once, or an event within a second: by then a connection is lost, and another one is better.
_SILENT_AFTER_SECONDS = 60.0
_OPTIONS = {
    "globalAnnounceEnabled": "false",
    "localAnnounceEnabled": "false",
    "relaysEnabled": "false",
    "natEnabled": "false",
    "stunKeepaliveStartS": "0",
    "crashReportingEnabled": "false",
    "urAccepted": "-1",
    "autoUpgradeIntervalH": "0",
    "upgradeToPreReleases": "false",
    "announceLANAddresses": "false",
    "startBrowser": "false",
    "setLowPriority": "false",
    "reconnectionIntervalS": "1",
}


class Instance:
    """One Syncthing with its own keys, its own ports and one folder."""

    def __init__(self, home: Path, folder: Path) -> None:
        assert PROGRAM is not None
        self.home, self.folder = home, folder
        self.api, self.port = free_port(), free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self.since = 0
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "STNOUPGRADE": "1",
            "STNORESTART": "1",
            "STNODEFAULTFOLDER": "1",
            "STMONITORED": "1",  # one process, which ends when it is told to
        }
        folder.mkdir(parents=True)
        done = subprocess.run(
            [PROGRAM, "generate", f"--home={home}"],
            env=self.environment,
            capture_output=True,
            timeout=HANGS_AFTER_SECONDS,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        device = ET.parse(home / "config.xml").getroot().find("device")
        assert device is not None
        self.id = device.attrib["id"]

    def start(self, everybody: "Iterable[Instance]") -> None:
        """Run, knowing these machines and no other."""
        assert PROGRAM is not None
        (self.home / "config.xml").write_bytes(self._configuration(list(everybody)))
        self.process = subprocess.Popen(
            [PROGRAM, "serve", f"--home={self.home}", "--no-browser", "--no-restart"],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def stop(self) -> None:
        """End it, whatever it is doing."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)

    def _configuration(self, everybody: "list[Instance]") -> bytes:
        root = ET.parse(self.home / "config.xml").getroot()
        for tag in ("folder", "device", "gui", "options"):
            for found in root.findall(tag):
                root.remove(found)
        folder = ET.SubElement(
            root,
            "folder",
            id=FOLDER,
            path=str(self.folder),
            type="sendreceive",
            rescanIntervalS="3600",
            fsWatcherEnabled="false",
        )
        ET.SubElement(folder, "minDiskFree", unit="%").text = "0"
        ET.SubElement(folder, "maxConflicts").text = "10"  # what a folder made by hand in its own pages has
        for each in everybody:
            ET.SubElement(folder, "device", id=each.id)
            device = ET.SubElement(root, "device", id=each.id, compression="never")
            ET.SubElement(device, "address").text = f"tcp://127.0.0.1:{each.port}"
        gui = ET.SubElement(root, "gui", enabled="true", tls="false")
        ET.SubElement(gui, "address").text = f"127.0.0.1:{self.api}"
        ET.SubElement(gui, "apikey").text = KEY
        options = ET.SubElement(root, "options")
        ET.SubElement(options, "listenAddress").text = f"tcp://127.0.0.1:{self.port}"
        for name, value in _OPTIONS.items():
            ET.SubElement(options, name).text = value
        return ET.tostring(root)

    def ask(self, path: str, method: str = "GET") -> Any:
        """What it answers on its own address; one that is silent is asked once more: nothing asked here adds up."""
        try:
            return self._asked(path, method)
        except TimeoutError:
            return self._asked(path, method)

    def _asked(self, path: str, method: str) -> Any:
        connection = HTTPConnection("127.0.0.1", self.api, timeout=_SILENT_AFTER_SECONDS)
        try:
            connection.request(method, f"/rest/{path}", headers={"X-API-Key": KEY})
            answer = connection.getresponse()
            content = answer.read()
            assert answer.status == 200, (path, answer.status, content)
            return json.loads(content) if content.strip() else None
        finally:
            connection.close()

    def is_up(self) -> bool:
        """Say whether it answers yet."""
        assert self.process is not None and self.process.poll() is None, "Syncthing ended by itself"
        try:
            self.ask("system/ping")
        except OSError:
            return False
        return True

    def is_connected(self, other: "Instance") -> bool:
        return bool(self.ask("system/connections")["connections"].get(other.id, {}).get("connected"))

    def pause(self, other: "Instance") -> None:
        self.ask(f"system/pause?device={other.id}", "POST")

    def resume(self, other: "Instance") -> None:
        self.ask(f"system/resume?device={other.id}", "POST")

    def scan(self) -> None:
        """Let it look at its folder now."""
        self.ask(f"db/scan?folder={FOLDER}", "POST")

    def is_settled(self) -> bool:
        """Say whether it is idle and has all that it knows of."""
        status = self.ask(f"db/status?folder={FOLDER}")
        return bool(status["state"] == "idle" and status["needTotalItems"] == 0)

    def versions(self, names: Iterable[str]) -> list[Any]:
        """What it takes these files to be."""
        found = [self.ask(f"db/file?folder={FOLDER}&file={quote(name)}") for name in sorted(names)]
        return [each["local"]["version"] for each in found]

    def wait_for_something(self) -> None:
        """Wait until it says that something happened, a moment at the most."""
        events = self.ask(f"events?since={self.since}&timeout=1&limit=100") or []
        self.since = max([self.since, *(event["id"] for event in events)])


def wait_until(what: str, condition: Callable[[], bool], instance: Instance) -> None:
    """Wait until something holds, not longer than anyone should."""
    started = time.monotonic()
    while not condition():
        assert time.monotonic() - started < HANGS_AFTER_SECONDS, f"Syncthing did not get there: {what}"
        if instance.is_up():
            instance.wait_for_something()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
