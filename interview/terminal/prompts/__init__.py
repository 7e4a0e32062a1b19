"""How a question is asked, at a terminal and line by line."""
