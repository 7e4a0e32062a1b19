"""Code is taken as it is meant, also in pieces; what surely does not parse is found."""

from __future__ import annotations

import subprocess
import sys

import pytest

from interview.checks.syntax import problem

FINE = [
    ("python", "    def indented(self) -> None: ..."),
    ("json", '{"a": 1}\n{"a": 2}'),
    ("ts", "async load(): Promise<void> {}"),
    ("ts", "login(email: string): Promise<Token>;"),
    ("ts", "const same = <T>(one: T) => one"),
    ("ts", "{ id: string; url: string }"),
    ("ts", "interface A {\n  ...\n}"),
    ("js", "module.exports = {...}"),
    ("tsx", "<List items={bookmarks} />"),
    ("go", "func (s *Store) Get(id int) error"),
    ("go", "Get(id int) error"),
    ("go", "x := 1\nif err != nil {\n\treturn err\n}"),
    ("bash", "for i in 1 2; do echo $i; done"),
    ("bash", "cat <<EOF\nit's\nEOF"),
    ("bash", "$ make test"),
    ("bash", "curl -s localhost:8000/a -d '{\"e\": \"a\"}' | jq '.[] | .id' && echo $?"),
    ("rust", "pub fn get(&self, id: u64) -> Result<Bookmark, Error>;"),
    ("rust", "let x = 1;\nassert_eq!(x, 1);"),
    ("java", "@Test\nvoid signsIn() { assertEquals(200, status); }"),
    ("csharp", "public async Task<Token> Login(string email) { return null; }"),
    ("kotlin", "fun login(email: String): Token = TODO()"),
    ("ruby", "def login(email)\n  token\nend"),
    ("c", "int login(const char *email);"),
    ("c++", "std::string login(const std::string& email) const;"),
    ("json", '{"a": 1}\n\n{"b": 2}\n'),
    ("toml", "a = 1"),
    ("sql", "SELECT id FROM bookmarks WHERE owner_id = :sub ORDER BY created_at DESC"),
    ("sql", "INSERT INTO a (x) VALUES (1) ON CONFLICT (x) DO UPDATE SET x = 2 RETURNING id;"),
    ("sql", "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY) ENGINE=InnoDB;\nDROP TABLE u;"),
    ("sql", "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT) STRICT"),
    ("SQL", "SELECT TOP 5 [name] FROM dbo.users"),
    ("sql", "CREATE POLICY p ON a USING (owner = current_user);"),
    ("yaml", "a: [1]"),
    ("brainfuck", "+["),
]


def test_code_and_pieces_of_it_are_taken() -> None:
    for language, text in FINE:
        assert problem(language, text) == ""


BROKEN = [
    ("python", "def broken(:", "Python", 1),
    ("ts", "interface A {\n  id: string\n", "TypeScript", None),
    ("go", "func f() {\n\treturn 1 +\n}", "Go", None),
    ("bash", "curl localhost | | jq", "shell", 1),
    ("sh", "if true; then", "shell", None),
    ("rust", "fn f( {", "Rust", None),
    ("java", "class A { void f( { } }", "Java", None),
    ("csharp", "class A { void F( { } }", "C#", None),
    ("kotlin", "fun f( {", "Kotlin", None),
    ("ruby", "def f(\n", "Ruby", None),
    ("c", "int f( {", "C", None),
    ("c++", "int f( {", "C++", None),
    ("json", '{"a": 1}\n{b}', "JSON", 2),
    ("json", "{b}\n\n", "JSON", 1),
    ("sql", "SELECT a\nFROM b WHERE", "SQL", 2),
    ("sql", "SELECT 'a", "SQL", None),
    ("sql", "CREATE TABLE users (id uuid PRIMARY KEY,,", "SQL", 1),
    ("sql", "SELECT " + "(" * 50_000, "SQL", None),
    ("toml", "a = ]\n", "TOML", 1),
    ("yaml", "a: [1", "YAML", None),
]


def test_what_does_not_parse_is_found() -> None:
    for language, text, name, line in BROKEN:
        message = problem(language, text)
        assert message.startswith(f"it is not {name}: ")
        assert line is None or f"line {line}" in message


def test_a_grammar_that_is_not_there_is_not_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tree_sitter_rust", None)
    assert problem("rust", "fn f( {") == ""


def test_no_character_is_beyond_the_shell_s_grammar() -> None:
    program = (  # in a process of its own, which would end
        "from interview.checks.syntax import problem\n"
        "for point in range(0x10000, 0x110000, 4099):\n"
        "    problem('bash', 'a > b1. {' + chr(point) + 'z\\nc')\n"
        "print('done')"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "done\n")
