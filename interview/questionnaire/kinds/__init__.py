"""The kinds of question, one module for each kind or two that belong together; `all` lists them."""
