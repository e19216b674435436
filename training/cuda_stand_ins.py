"""Lets PyPI's torch for Linux, which is built for CUDA, be imported without CUDA's libraries (4 GB).

    .venv/bin/python cuda_stand_ins.py        (training/setup runs it)

The loader wants every library that torch is linked with to be there and to hold every name that torch takes from it.
Where a library is missing, an empty one with these names is put beside torch's. Nothing calls them: without a GPU,
torch asks CUDA's runtime (which is installed: 8 MB) for devices, finds none and computes on the CPU.
Needs cc and readelf. A build of torch for CPUs needs nothing of this, and then nothing is done.
"""

import importlib.util
import pathlib
import re
import shutil
import subprocess
import tempfile
from collections import defaultdict

INSTALLED = ("libcudart.so", "libcupti.so")
MISSING = re.compile(r"lib(cu|nv|nccl)")
# Names without a version do not say where they are from.
UNVERSIONED = {"nccl": "libnccl.so", "cusparseLt": "libcusparseLt.so", "cuFile": "libcufile.so"}


def main() -> None:
    spec = importlib.util.find_spec("torch")
    if spec is None or spec.origin is None:
        raise SystemExit("torch is not installed here.")
    lib = pathlib.Path(spec.origin).parent / "lib"
    if not (lib / "libtorch_cuda.so").exists():
        return
    bring_installed(lib)
    names: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    linked: set[str] = set()
    for library in sorted(lib.glob("lib*torch*.so")):
        linked |= linked_with(library)
        for name, version in taken(library):
            names[version][version].add(name)
    for library in sorted(linked):
        if MISSING.match(library) and not library.startswith(("libcuda.", *INSTALLED)):
            write_stand_in(lib / library, *names_of(library, names))


def bring_installed(lib: pathlib.Path) -> None:
    """torch looks beside itself first."""
    for stem in INSTALLED:
        for found in lib.parents[1].glob(f"nvidia/*/lib/{stem}*"):
            shutil.copy(found, lib)


def linked_with(library: pathlib.Path) -> set[str]:
    return set(re.findall(r"\(NEEDED\).*\[(.+)\]", readelf("--dynamic", library)))


def taken(library: pathlib.Path) -> list[tuple[str, str]]:
    """Names that the library takes from others, with the version that it asks for, or an empty one."""
    rows = [line.split() for line in readelf("--dyn-syms", library).splitlines()]
    asked = [row[7] for row in rows if len(row) > 7 and row[6] == "UND" and row[4] == "GLOBAL"]
    return [(name, version) for name, _, version in (symbol.partition("@") for symbol in asked)]


def names_of(library: str, names: dict[str, dict[str, set[str]]]) -> tuple[str, list[str]]:
    version = "NVSHMEM" if library.startswith("libnvshmem") else library
    if version in names:
        return version, sorted(names[version][version])
    own = tuple(prefix for prefix, stem in UNVERSIONED.items() if library.startswith(stem))
    return "", sorted(name for name in names[""][""] if own and name.startswith(own))


def write_stand_in(path: pathlib.Path, version: str, names: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder, "names.c")
        source.write_text("".join(f"int {name}[64];\n" for name in names))
        flags = [f"-Wl,-soname,{path.name}"]
        if version:
            script = pathlib.Path(folder, "names.map")
            script.write_text(f"{version} {{ global: *; }};")
            flags.append(f"-Wl,--version-script={script}")
        subprocess.run(["cc", "-shared", "-w", "-fno-builtin", "-o", path, source, *flags], check=True)


def readelf(what: str, library: pathlib.Path) -> str:
    return subprocess.run(["readelf", "-W", what, library], check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    main()
