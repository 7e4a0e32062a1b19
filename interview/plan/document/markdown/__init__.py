"""User text as Markdown that cannot change the document around it.

Documents are read by people and by programs that look for their headings, lists and labels. The
user's own Markdown keeps working in them, except for what would forge or break that skeleton: it
is escaped with backslashes and so shows as it was typed.
"""
