"""Runs what strangers wrote in a process of its own, within bounds of time, memory and output.

The only place that starts a Python of this program. A child gets no environment, no file and no
terminal: what it works on, and what comes of it, are lines of JSON in two pipes. What it answers is
read as data within a bound, whatever became of it meanwhile. It ends with its parent: its input
ends, and a limit of the system stops what does not look at its input.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from threading import Thread, Timer
from typing import TYPE_CHECKING, Any, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import TracebackType

_BOOT = "import sys; sys.path += sys.argv[2:]; __import__(sys.argv[1], fromlist=['main']).main()"
"""What a child runs: a module of ours, found where this process has it."""

_NEEDED = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")
"""What a Python that is not installed in the usual place cannot start without."""


class EndedError(Exception):
    """A child did not answer: it was stopped, or it broke.

    Attributes:
        late: It took more time than it had.
    """

    def __init__(self, late: bool) -> None:
        super().__init__("it took too long" if late else "it stopped without a result")
        self.late = late


class Bounds(NamedTuple):
    """What a child may take.

    Attributes:
        wait: Seconds for one answer, by the clock.
        answer: Bytes in it.
    """

    wait: float
    answer: int


class Child:
    """A process that runs one module of this program, and a conversation with it.

    To be used with `with`, or closed: the process ends then, whatever it is at.

    Args:
        module: Its `main` is called.
        packages: What it imports beside the standard library and this program.

    Raises:
        OSError: If no process can be started.
    """

    def __init__(self, module: str, bounds: Bounds, packages: Sequence[str] = ()) -> None:
        self._bounds = bounds
        self._late = False
        folders = dict.fromkeys(_folder(name) for name in ("interview", *packages))
        # Neither variables nor the current folder nor .pth files say what it imports.
        self._process = subprocess.Popen(  # noqa: S603 - our own Python, and a module of ours
            [sys.executable, "-I", "-S", "-c", _BOOT, module, *folders],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in _NEEDED if name in os.environ},
            cwd=os.sep,
            # Ctrl-C must not reach the child; its process group is ended as a whole
            start_new_session=True,
        )

    def ask(self, message: Any) -> Any:
        """Return what the child answers to a message; both are JSON data.

        Raises:
            EndedError: If it does not answer within its bounds; it has ended then.
        """
        assert self._process.stdin is not None  # noqa: S101 - it is a pipe
        assert self._process.stdout is not None  # noqa: S101 - it is a pipe
        with self._watched():
            try:
                self._process.stdin.write(json.dumps(message).encode() + b"\n")
                self._process.stdin.flush()
                line = self._process.stdout.readline(self._bounds.answer)
                if line.endswith(b"\n"):
                    return json.loads(line.decode("utf-8", "surrogatepass"))
            except (OSError, ValueError, RecursionError):
                pass
        self.close()
        ended_by = -self._process.returncode
        raise EndedError(self._late or ended_by in _OUT_OF_TIME)

    @contextlib.contextmanager
    def _watched(self) -> Iterator[None]:
        """Stop the child when its time is over, which ends the reading of its answer as well."""
        timer = Timer(self._bounds.wait, self._stop)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _stop(self) -> None:
        self._late = True
        self._kill()

    def _kill(self) -> None:
        if self._process.poll() is not None:
            return
        with contextlib.suppress(OSError):
            if os.name == "posix":
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()

    def close(self) -> None:
        """End the process."""
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()
        # One that broke is left a moment to say by which signal.
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_MOMENT)
        self._kill()
        self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._kill()
        self.close()


_MOMENT = 0.2
"""Seconds for a child whose pipes are closed to end by itself."""

_OUT_OF_TIME = {
    getattr(signal, name)
    for name in ("SIGXCPU", "SIGVTALRM", "SIGALRM")
    if hasattr(signal, name)
}  # fmt: skip


def _folder(package: str) -> str:
    """Return the folder, or the archive, that a package is imported from."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ImportError(f"{package} is not installed", name=package)
    return str(Path(spec.origin).parent.parent)


# Functions that the child process calls


def limit(memory: int, seconds: int) -> None:
    """Bound this process: bytes of memory and seconds of the processor from now on.

    It writes no file, leaves no image of its memory behind, starts no process and ends with its
    parent. Systems that cannot bound one of these go without; the clock of the parent holds
    everywhere.
    """
    # No thread can be started once the limits hold
    Thread(target=_end_with_parent, daemon=True).start()
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + 1 + seconds
    for name, most in (
        ("RLIMIT_AS", memory),
        ("RLIMIT_CPU", until),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_CORE", 0),
        ("RLIMIT_NPROC", 0),
    ):
        _lower(getattr(resource, name, None), most)


def _end_with_parent() -> None:
    """End this process as soon as nobody is left who could write to it."""
    import select

    if hasattr(select, "poll"):
        line = select.poll()
        line.register(sys.stdin.fileno(), 0)  # not what arrives, but that nothing more can
        line.poll()
        os._exit(1)


def _lower(kind: int | None, most: int) -> None:
    import resource

    if kind is None:
        return
    with contextlib.suppress(OSError, ValueError):
        _, hard = resource.getrlimit(kind)
        at_most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        # The system warns at the lower limit of time, which ends a process, and kills at the upper.
        resource.setrlimit(kind, (at_most, at_most + (kind == resource.RLIMIT_CPU)))


def messages() -> Iterator[Any]:
    """Yield what the parent says, until it has nothing more to say."""
    for line in sys.stdin.buffer:
        yield json.loads(line)


def answer(message: Any) -> None:
    """Give the parent an answer."""
    text = json.dumps(message, ensure_ascii=False)
    sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass") + b"\n")
    sys.stdout.buffer.flush()
