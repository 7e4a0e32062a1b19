"""What commands tell of a session: its answers, its history, what is open, what is wrong."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING

import wcwidth

from interview.session.phrases import LONGEST, differing, named, short, shown
from interview.terminal.screen.printer import shortened
from interview.text.cleaning import one_line, visible

if TYPE_CHECKING:
    from interview.checks.finding import Finding
    from interview.checks.output import Checked
    from interview.questionnaire.question import Question
    from interview.session.address import Address
    from interview.session.engine import Engine
    from interview.session.log import LogEntry
    from interview.terminal.screen.printer import Printer


def answers(printer: Printer, engine: Engine) -> None:
    """Tell every section with its answers and what is open."""
    printer.blank()
    for section in engine.questionnaire.section:
        printer.text(section.title, "title")
        for group in engine.groups(section.id):
            if group.item:
                place = f"{section.item} {engine.state.position(group)}"
                printer.text(f"  {place}: {engine.title(group)}", "strong")
            for name, question in engine.questions(group).items():
                _answer(printer, engine, group.at(name), question)
    beside(printer, engine)


def beside(printer: Printer, engine: Engine) -> None:
    """Tell the answers that are not in the plan."""
    if aside := engine.set_aside():
        printer.text("Not in the plan now (their questions do not apply)", "title")
        for address in aside:
            printer.text(f"    {named(engine, address)}", "aside")
    misfits(printer, engine)


def _answer(printer: Printer, engine: Engine, address: Address, question: Question) -> None:
    """Tell one question and its answer on one line."""
    state = engine.state
    mark, style = "✓", "done"
    answer = state.answers.get(address)
    text = shown(engine, question, answer.value) if answer else ""
    if address in engine.stale_in(address.group):
        mark, style = "↻", "warning"
    elif address in state.postponed:
        mark, style, text = "…", "warning", f"later: {state.postponed[address]}".rstrip(": ")
    elif address in state.contradictions:
        mark, style = "≠", "warning"
        text = differing(engine, question, state.contradictions[address])
    elif not answer:
        mark, style = ("○", "missing") if question.required else ("·", "aside")
        text = "open" if question.required else "optional"
    name = f"{address.question:<22}"
    printer.line((f"    {mark} ", style), (name, "aside"), (text, ""), cut=True)


def misfits(printer: Printer, engine: Engine) -> None:
    """Tell the answers that this questionnaire has no question for."""
    if engine.misfits:
        printer.text("Answers that do not fit this questionnaire (kept in the session):", "warning")
    for misfit in engine.misfits.values():
        text = one_line(json.dumps(misfit.value, ensure_ascii=False))
        printer.text(f"  {misfit.address}: {text[:LONGEST]} ({misfit.why})", "warning")


def left_for_later(printer: Printer, engine: Engine) -> None:
    """Tell the questions that were left for later, with their notes."""
    for address, note in engine.state.postponed.items():
        if engine.question(address):
            where = named(engine, address)
            printer.text(f"Left for later: {where}" + (f" ({note})" if note else ""), "warning")


def entry(printer: Printer, record: LogEntry, dated: bool = True) -> None:
    """Tell one line of a history: when, what, where, from where, old and new value."""
    old, new = short(record.old), short(record.new)
    change = f"{old} → {new}" if old and new else new or (f"was {old}" if old else "")
    printer.passage(
        (f"{record.at:%Y-%m-%d %H:%M}  " if dated else "", "aside"),
        (record.what, "strong"),
        (f" {record.where}" if record.where else "", ""),
        (f" ({record.origin})" if record.origin else "", "aside"),
        (f": {change}" if change else "", ""),
    )


_STYLES = {"error": "missing", "warning": "warning", "information": "aside"}


def findings(printer: Printer, checked: Checked) -> None:
    """Tell what is wrong with a plan, by section and item, with the words in question marked."""
    from interview.checks.output import summary

    for around, group in groupby(
        checked.findings, key=lambda finding: ".".join(finding.address.split(".")[:2])
    ):
        printer.text(checked.title(around) or "plan", "strong")
        for member in group:
            _finding(printer, member)
        printer.blank()
    totals = summary(checked.findings)
    printer.text(f"{checked.name}: {totals}", "strong" if checked.findings else "done")


def _finding(printer: Printer, finding: Finding) -> None:
    style = _STYLES[finding.severity]
    where = f"line {finding.line}" if finding.line else finding.where
    printer.passage(
        (f"  {finding.severity} ", style),
        (f"[{finding.rule}] ", "aside"),
        (f"{where}: {one_line(finding.message)}" if where else one_line(finding.message), ""),
    )
    if finding.excerpt:
        _excerpt(printer, finding, style)
    printer.text(f"    {finding.hint}", "aside")


def _excerpt(printer: Printer, finding: Finding, style: str) -> None:
    """Tell the line that the words in question stand in, and mark them below it."""
    room = printer.width - 4
    line = visible(one_line(finding.excerpt))
    before, words, after = line.partition(visible(one_line(finding.marked.split("\n")[0])))
    if wcwidth.width(line) > room and wcwidth.width(before) > room // 2:
        before = "…" + wcwidth.clip(before, wcwidth.width(before) - room // 2 + 1)
    words = shortened(words, room - wcwidth.width(before))
    printer.line((f"    {before}{words}{after}", ""), cut=True)
    if words:
        gap, marks = (" " * (4 + wcwidth.width(before)), "^" * wcwidth.width(words))
        printer.line((gap, ""), (marks, style))
