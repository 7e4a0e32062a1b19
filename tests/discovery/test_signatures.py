"""What a file declares: names and types, no bodies."""

from __future__ import annotations

import ast
import time
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
import tree_sitter_go
import tree_sitter_typescript
from tree_sitter import Language, Parser

from interview.discovery import syntax
from interview.discovery.ecosystems.declaration import CHARACTERS, LINES
from interview.discovery.repository import Repository
from interview.discovery.signatures import signatures

QUICK = 5.0
"""Seconds that no file of the sizes here comes near; what is slow by its shape takes minutes."""


def quoted(folder: Path, name: str, text: str) -> str:
    """Return what is quoted of a file that nothing is noted about; empty for nothing."""
    repository = project(folder, name, text)
    result = signatures(repository, name)
    assert repository.notes == []
    assert result is None or result.source == name
    return result.text if result else ""


def refused(folder: Path, name: str, text: str) -> str:
    """Return the one note about a file of which nothing is quoted."""
    repository = project(folder, name, text)
    assert signatures(repository, name) is None
    (note,) = repository.notes
    assert note.where == name
    assert "\n" not in note.why
    assert len(note.why) <= 160
    return note.why


def project(folder: Path, name: str, text: str) -> Repository:
    (folder / "project").mkdir(exist_ok=True)
    (folder / "project" / name).write_text(text, encoding="utf-8")
    return Repository(folder / "project")


def is_python(text: str) -> bool:
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True


def is_typescript(text: str) -> bool:
    return _parses(text, tree_sitter_typescript.language_tsx())


def is_go(text: str) -> bool:
    return _parses(f"package a\n{text}\n", tree_sitter_go.language())


def _parses(text: str, grammar: object) -> bool:
    return not Parser(Language(grammar)).parse(text.encode()).root_node.has_error


@pytest.mark.parametrize(
    ("name", "text", "language"),
    [
        ("a.py", "def f(): pass", "python"),
        ("a.pyi", "def f(): ...", "python"),
        ("A.PY", "def f(): pass", "python"),
        ("a.ts", "export function f() {}", "typescript"),
        ("a.mts", "export function f() {}", "typescript"),
        ("a.d.cts", "export declare function f(): void;", "typescript"),
        ("a.tsx", "export const F = () => <a/>;", "typescript"),
        ("a.go", "package a\nfunc F() {}", "go"),
        ("a.js", "export function f() {}", ""),
        ("py", "def f(): pass", ""),
        ("a.py.txt", "def f(): pass", ""),
    ],
)
def test_the_end_of_its_name_says_how_a_file_is_read(
    tmp_path: Path, name: str, text: str, language: str
) -> None:
    repository = project(tmp_path, name, text)
    result = signatures(repository, name)
    assert (result.language if result else "") == language
    assert repository.notes == []


# Python

PYTHON = [
    ("def f(a, /, b: int = 3, *args: str, c=None, d: 'X' = 4, **kw) -> list[int]:\n    return 1",
     "def f(a, /, b: int=3, *args: str, c=None, d: 'X'=4, **kw) -> list[int]: ..."),
    ("async def f(): await x", "async def f(): ..."),
    ('def f():\n    """  Do it.\n\n    And more.\n    """\n    return 1',
     'def f():\n    """Do it."""\n    ...'),
    ('def f():\n    """\n    Do it.\n    """', 'def f():\n    """Do it."""\n    ...'),
    ('def f():\n    ""', "def f(): ..."),
    ("@a.b\n@cached(maxsize=1)\ndef f(): pass", "@a.b\n@cached(maxsize=1)\ndef f(): ..."),
    (f"@route('/{'x' * 90}', name=1)\ndef f(): pass", "@route(...)\ndef f(): ..."),
    (f"def f(a='{'x' * 90}', *, b: Literal['{'x' * 90}'] = 1): pass",
     "def f(a=..., *, b: ...=1): ..."),
    ("def f():\n    def inner(): pass\n    class Inner: pass", "def f(): ..."),
    ("@overload\ndef f(a: int) -> int: ...\n@overload\ndef f(a: str) -> str: ...\n"
     "def f(a): return a",
     "@overload\ndef f(a: int) -> int: ...\n\n@overload\ndef f(a: str) -> str: ...\n\n"
     "def f(a): ..."),
    ("class A: pass", "class A: ..."),
    ("class A(Base[T], metaclass=M, total=False):\n    'Says.'",
     'class A(Base[T], metaclass=M, total=False):\n    """Says."""\n    ...'),
    ("class A(Enum):\n    ONE = 1\n    TWO = auto()",
     "class A(Enum):\n    ONE = 1\n    TWO = auto()"),
    ("@dataclass(frozen=True)\nclass A:\n    'A thing.'\n    x: int\n"
     "    y: list[int] = field(default_factory=list)\n    _z: int = 0\n",
     '@dataclass(frozen=True)\nclass A:\n    """A thing."""\n    x: int\n'
     "    y: list[int] = field(default_factory=list)"),
    ("class A:\n    a = b = 1\n    c, d = 1, 2\n    e.f = 1\n    if x:\n        g = 1",
     "class A:\n    a = b = 1"),
    (f"class A:\n    a = [\n        '{'x' * 90}',\n    ]", "class A:\n    a = ..."),
    ("class A:\n  class Inner:\n    class Most:\n      x: int\n    def m(self): pass",
     "class A:\n    class Inner:\n        class Most:\n            x: int\n"
     "        def m(self): ..."),
    ("class A:\n    def __init__(self, a): pass\n    def _hidden(self): pass\n"
     "    def __mangled(self): pass\n    async def go(self): pass",
     "class A:\n    def __init__(self, a): ...\n    async def go(self): ..."),
    ("class A:\n    @property\n    def p(self) -> int:\n        'P.'\n        return 1",
     'class A:\n    @property\n    def p(self) -> int:\n        """P."""\n        ...'),
    ("def f(): pass\ndef _g(): pass\nclass _H: pass", "def f(): ..."),
    ("def _g(): pass\nclass _H:\n    x = 1\n    _y = 2", "def _g(): ...\n\nclass _H:\n    x = 1"),
    ("import x\nA = 1\nif A:\n    def f(): pass\nx.f()", ""),
    ("", ""),
    ("\ufeffdef f():\r\n    pass\r\n", "def f(): ..."),
    ("def f(a='\\udc80\\x1b[31m'): '\\udc80 \\x1b[31mred \\\"\\\"\\\" \\\\'",
     "def f(a='\\udc80\\x1b[31m'):\n    '''\ufffd red \"\"\" \\\\'''\n    ..."),
    ("def żółw(名: int): pass", "def żołw(名: int): ...".replace("o", "ó")),
    ("def f(a='\\d'): pass", "def f(a='\\\\d'): ..."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PYTHON)
def test_python_shows_what_can_be_called_and_made(tmp_path: Path, text: str, expected: str) -> None:
    result = quoted(tmp_path, "a.py", text)
    assert result == expected
    assert is_python(result)


def test_a_long_docstring_is_cut(tmp_path: Path) -> None:
    result = quoted(tmp_path, "a.py", f"def f():\n    '{'w' * 900}'")
    assert result.split("\n")[1] == f'    """{"w" * 199}…"""'


def test_nothing_of_a_python_file_is_run(tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    text = f"import pathlib\npathlib.Path({str(mark)!r}).touch()\ndef f(): pass"
    assert quoted(tmp_path, "a.py", text) == "def f(): ..."
    assert not mark.exists()


# TypeScript

TYPESCRIPT = [
    ("export function f(a: number, b?: string): void { return; }",
     "export function f(a: number, b?: string): void { /* ... */ }"),
    ("export async function f<T extends object>(\n  a: T,\n): Promise<T> {\n  return a;\n}",
     "export async function f<T extends object>(\n  a: T,\n): Promise<T> { /* ... */ }"),
    ("export function* f() { yield 1; }", "export function* f() { /* ... */ }"),
    ("export function f(a: string): string;\nexport function f(a: number): number;\n"
     "export function f(a: any) { return a; }",
     "export function f(a: string): string;\nexport function f(a: number): number;\n"
     "export function f(a: any) { /* ... */ }"),
    ("export const a = () => 1, b = async (x: number): Promise<void> => { await x; };",
     "export const a = () => { /* ... */ };\n"
     "export const b = async (x: number): Promise<void> => { /* ... */ };"),
    ("export const f: Handler = function (e) { go(e); };",
     "export const f: Handler = function (e) { /* ... */ };"),
    ("export const VALUE = 42, LIST = [1];", ""),
    ("export default function main() { run(); }", "export default function main() { /* ... */ }"),
    ("export default async (x) => x;", "export default async (x) => { /* ... */ };"),
    ("export default class { go(): void {} }",
     "export default class {\n  go(): void { /* ... */ }\n}"),
    ("@X()\nexport default class extends B { a = 1; }",
     "@X()\nexport default class extends B {\n  a = 1;\n}"),
    ("export interface I<T> extends J {\n  a: string; // said\n  b?(): T;\n}",
     "export interface I<T> extends J {\n  a: string; // said\n  b?(): T;\n}"),
    ('export type U = "a" | "b";', 'export type U = "a" | "b";'),
    ("export enum E { A = 1, B }\nexport const enum F { C }",
     "export enum E { A = 1, B }\nexport const enum F { C }"),
    ("export declare function f(): void;\nexport declare const g: (a: number) => void;",
     "export declare function f(): void;\nexport declare const g: (a: number) => void;"),
    ("function f() {}\nfunction g() {}\nexport { f, f as h };",
     "function f() { /* ... */ }\nexport { f, f as h };"),
    ("class A {}\nexport default A;", "class A {}\nexport default A;"),
    ("type A = 1;\nexport type { A };", "type A = 1;\nexport type { A };"),
    ("function f() {}\nexport = f;", "function f() { /* ... */ }\nexport = f;"),
    ('export * from "./a";\nexport { b } from "./b";\nimport c from "c";', ""),
    ("function f() { return 1; }\ninterface I { a: 1 }",
     "function f() { /* ... */ }\ninterface I { a: 1 }"),
    ("export function f() {}\nfunction g() {}\nclass H {}", "export function f() { /* ... */ }"),
    ("#!/usr/bin/env node\n'use strict';\nexport function f() {}",
     "export function f() { /* ... */ }"),
    ("export class A {}", "export class A {}"),
    ("export class A { private a; #b; protected c() {} private constructor() {} }",
     "export class A { /* ... */ }"),
    ("export abstract class A<T> extends B<T> implements C {\n  abstract x: T;\n"
     "  abstract go(): void;\n}",
     "export abstract class A<T> extends B<T> implements C {\n  abstract x: T;\n"
     "  abstract go(): void;\n}"),
    ("export class A {\n  static readonly n: number = 1;\n"
     "  public run = (e: E): void => { e(); };\n"
     "  big = {\n    a: 1,\n  };\n  typed: Map<A, B> = new Map([\n  ]);\n  [key: string]: any;\n}",
     "export class A {\n  static readonly n: number = 1;\n"
     "  public run = (e: E): void => { /* ... */ };\n"
     "  big;\n  typed: Map<A, B>;\n  [key: string]: any;\n}"),
    ("export class A {\n  constructor(private db: Db, x = 3) { super(); }\n  m(a: string): void;\n"
     "  m(a: any) { return a; }\n  get v(): number { return 1; }\n"
     "  async *gen<T>(x: T) { yield x; }\n  static { boot(); }\n}",
     "export class A {\n  constructor(private db: Db, x = 3) { /* ... */ }\n  m(a: string): void;\n"
     "  m(a: any) { /* ... */ }\n  get v(): number { /* ... */ }\n"
     "  async *gen<T>(x: T) { /* ... */ }\n}"),
    ("@Injectable()\nexport class A {\n  @Input() name!: string;\n  // why\n"
     "  @On('x', {\n  a: 1 })\n  on() {}\n  @Hidden() private b;\n  c: number;\n}",
     "@Injectable()\nexport class A {\n  @Input() name!: string;\n\n  @On(/* ... */)\n"
     "  on() { /* ... */ }\n  c: number;\n}"),
    ("export function żółw(a: '名'): void {}", "export function żółw(a: '名'): void { /* ... */ }"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TYPESCRIPT)
def test_typescript_shows_what_is_exported(tmp_path: Path, text: str, expected: str) -> None:
    result = quoted(tmp_path, "a.ts", text)
    assert result == expected
    assert is_typescript(result)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("export const B = ({ a }: P) => <b>{a}</b>;",
         "export const B = ({ a }: P) => { /* ... */ };"),
        ("export default function App(): JSX.Element { return <div/>; }",
         "export default function App(): JSX.Element { /* ... */ }"),
        ("export class X extends React.Component<P> { render() { return <></>; } }",
         "export class X extends React.Component<P> {\n  render() { /* ... */ }\n}"),
    ],
)  # fmt: skip
def test_components_are_read_as_tsx(tmp_path: Path, text: str, expected: str) -> None:
    assert quoted(tmp_path, "a.tsx", text) == expected
    assert refused(tmp_path, "b.ts", "export const b = <a>{x}</a>;")


# Go

GO = [
    ("func New(addr string, opts ...Option) (*Server, error) { return nil, nil }",
     "func New(addr string, opts ...Option) (*Server, error)"),
    ("func F(\n\ta int,\n\tb string,\n) error {\n\treturn nil\n}",
     "func F(\n\ta int,\n\tb string,\n) error"),
    ("func Map[T, U any](xs []T, f func(T) U) []U { return nil }",
     "func Map[T, U any](xs []T, f func(T) U) []U"),
    ("func F() {}\nfunc f() {}\nfunc Élan() {}\nfunc 世() {}", "func F()\nfunc Élan()"),
    ("func (s *Server) Run() {}\nfunc (s Server) Stop() {}\nfunc (Server) Name() {}\n"
     "func (s *Server) hidden() {}\nfunc (s *server) Run() {}",
     "func (s *Server) Run()\nfunc (s Server) Stop()\nfunc (Server) Name()"),
    ("func (l *List[K, V]) Get(k K) V {}\nfunc (l *list[T]) Push(x T) {}",
     "func (l *List[K, V]) Get(k K) V"),
    ("// Server serves.\ntype Server struct {\n\tAddr string `json:\"a\"` // where\n\tport int\n}",
     "type Server struct {\n\tAddr string `json:\"a\"` // where\n\tport int\n}"),
    ("type Doer interface {\n\tDo(ctx context.Context) error\n}",
     "type Doer interface {\n\tDo(ctx context.Context) error\n}"),
    ("type Number interface{ ~int | ~float64 }", "type Number interface{ ~int | ~float64 }"),
    ("type ID int\ntype Alias = ID\ntype Handler func(int) error\ntype hidden int",
     "type ID int\ntype Alias = ID\ntype Handler func(int) error"),
    ("type (\n\t// said\n\tPair[K comparable, V any] struct {\n\t\tKey K\n\t}\n"
     "\tpair int\n\tID int\n)",
     "type Pair[K comparable, V any] struct {\n\tKey K\n}\n\ntype ID int"),
    ("func f() {}\ntype t int", "func f()\ntype t int"),
    ("const A = 1\nvar B = func() {}", ""),
    ("func Asm(x int) int", "func Asm(x int) int"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), GO)
def test_go_shows_what_is_exported(tmp_path: Path, text: str, expected: str) -> None:
    result = quoted(tmp_path, "a.go", f"package a\n\n{text}")
    assert result == expected
    assert is_go(result)


# What is no code, too deep, too long


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("a.py", "x = 1\ndef f(:\n", "(line 2: invalid syntax)"),
        ("a.py", "print 'x'", "(line 1: Missing parentheses"),
        ("a.py", "x = " + "9" * 10_000, "Exceeds the limit"),
        ("a.py", "def f(): pass\n\0", "it is binary"),
        ("a.py", "x" * 9000 + "\0", "null bytes"),
        ("a.py", "(" * 100_000, "too many nested parentheses"),
        ("a.py", "-" * 100_000 + "1", "it is nested too deeply"),
        ("a.py", "a" + "+a" * 100_000, "it is nested too deeply"),
        ("a.py", "x = a" + ".b" * 100_000, "it is nested too deeply"),
        ("a.py", "if a: pass\n" + "elif b: pass\n" * 20_000, "it is nested too deeply"),
        ("a.py", "lambda:" * 5000 + "1", "it is nested too deeply"),
        ("a.ts", "export function f() {}\nexport class {{", "as its grammar knows it (line 2)"),
        ("a.ts", "(" * 100_000, "it is nested too deeply"),
        ("a.tsx", "<div>" * 20_000, "it is not TypeScript"),
        ("a.go", "func F() {}\n}", "it is not Go as its grammar knows it (line 2)"),
        ("a.go", "hello world", "it is not Go"),
        ("a.go", "package a\nvar x = " + "[" * 100_000, "it is nested too deeply"),
        ("a.go", "package a\ntype S struct {" + "A int;" * 9000 + "}", "too long to quote"),
        ("a.ts", "export type A = 1" + " | 1" * 9000 + ";", "too long to quote"),
        ("a.py", "def f(" + ", ".join(f"a{i}" for i in range(9000)) + "): pass", "too long"),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else None,
)
def test_what_cannot_be_read_is_noted_once_and_quickly(
    tmp_path: Path, name: str, text: str, why: str
) -> None:
    start = time.monotonic()
    assert why in refused(tmp_path, name, text)
    assert time.monotonic() - start < QUICK


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.py", "def f(a=" + "[" * 90 + "]" * 90 + "): pass", "def f(a=...): ..."),
        ("a.py", "def f(a=0x" + "f" * 100_000 + "): pass", "def f(a=...): ..."),
        ("a.py", f"def f(a='{'x' * 900_000}'): pass", "def f(a=...): ..."),
        ("a.ts", f"// {'x' * 900_000}\nexport function f() {{}}",
         "export function f() { /* ... */ }"),
        ("a.ts", "export const f = () => " + "[" * 400 + "]" * 400 + ";",
         "export const f = () => { /* ... */ };"),
        ("a.ts", "export const f = " + "a => " * 20_000 + "1;",
         "export const f = a => { /* ... */ };"),
        ("a.go", "package a\nfunc F() {" + "{" * 400 + "}" * 400 + "}", "func F()"),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else None,
)  # fmt: skip
def test_what_is_deep_or_long_inside_is_left_out_quickly(
    tmp_path: Path, name: str, text: str, expected: str
) -> None:
    start = time.monotonic()
    assert quoted(tmp_path, name, text) == expected
    assert time.monotonic() - start < QUICK


@pytest.mark.slow
def test_a_class_on_one_long_line_takes_no_more_time_than_on_its_own(tmp_path: Path) -> None:
    def seconds(gap: str) -> float:
        text = f"/* {'x' * 800_000} */{gap}export class A {{{'m() {}' * 20_000}}}"
        start = time.process_time()
        assert quoted(tmp_path, "a.ts", text).endswith("lines are quoted\n}")
        return time.process_time() - start

    assert seconds(" ") < 3 * seconds("\n")


def test_a_parser_that_does_not_come_to_an_end_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(syntax, "PATIENCE", 0)
    text = "export function f() {}\n" * 10_000
    assert refused(tmp_path, "a.ts", text) == "it was given up after 0 seconds"


@pytest.mark.parametrize("name", ["a.py", "a.ts", "a.go"])
def test_a_file_that_cannot_be_opened_is_noted(tmp_path: Path, name: str) -> None:
    repository = Repository(tmp_path)
    assert signatures(repository, name) is None
    assert [note.where for note in repository.notes] == [name]


# At most 200 lines

MANY = [
    ("a.py", "def f(a): pass\n" * 201, "def f(a): ...", "# 3 more left out", 198, is_python),
    ("a.py", "class A:\n" + "    x: int\n" * 300, "    x: int", "    # 104 more", 196, is_python),
    ("a.ts", "export function f() {}\n" * 300, "export function f() { /* ... */ }",
     "// 102 more", 198, is_typescript),
    ("a.ts", "export class A {\n" + "  x: 1;\n" * 300 + "}", "  x: 1;", "  // 105 more", 195,
     is_typescript),
    ("a.ts", "export enum E {\n" + "  A,\n" * 300 + "}", "  A,", "  // 105 more", 195,
     is_typescript),
    ("a.go", "package a\n" + "func F() {}\n" * 300, "func F()", "// 102 more", 198, is_go),
    ("a.go", "package a\ntype S struct {\n" + "\tA int\n" * 300 + "}", "\tA int", "\t// 105 more",
     195, is_go),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "line", "word", "count", "is_code"), MANY, ids=[entry[3] for entry in MANY]
)
def test_what_does_not_fit_is_counted_and_what_is_quoted_stays_code(
    tmp_path: Path, name: str, text: str, line: str, word: str, count: int,
    is_code: Callable[[str], bool],
) -> None:  # fmt: skip
    result = quoted(tmp_path, name, text)
    lines = result.split("\n")
    assert len(lines) <= LINES
    assert lines.count(line) == count
    (last,) = [line for line in lines if line.startswith(word)]
    assert last.endswith("left out; at most 200 lines are quoted")
    assert is_code(result)


def test_two_hundred_lines_are_quoted_whole(tmp_path: Path) -> None:
    text = "def f(a): ...\n" * LINES
    assert quoted(tmp_path, "a.py", text) == text.strip()


def test_long_lines_are_counted_by_their_characters(tmp_path: Path) -> None:
    arguments = ", ".join(f"argument_{number}" for number in range(100))
    result = quoted(tmp_path, "a.py", f"def f({arguments}): pass\n" * 100)
    assert CHARACTERS / 2 < len(result) <= CHARACTERS
    assert result.endswith("more left out; at most 200 lines are quoted")


def test_a_class_that_is_cut_ends_the_quotation(tmp_path: Path) -> None:
    text = "def f(): pass\nclass A:\n" + "    x = 1\n" * 300 + "def g(): pass\nclass B: pass\n"
    result = quoted(tmp_path, "a.py", text)
    assert result.startswith("def f(): ...\n\nclass A:\n    x = 1\n")
    assert result.endswith("# 2 more left out; at most 200 lines are quoted")
    assert dedent(result).count("left out") == 2


@pytest.mark.parametrize("nest", ["{a: ", "[", "(", "f({", "if (a) { "])
def test_code_that_is_nested_without_end_is_passed_over(nest: str) -> None:
    with pytest.raises(ValueError, match="nested too deeply"):
        syntax.first_mistake(
            nest * (1_000_000 // len(nest)), tree_sitter_typescript.language_typescript()
        )
