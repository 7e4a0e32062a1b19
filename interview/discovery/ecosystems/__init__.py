"""What the program knows of each ecosystem: a module or a folder for each, and `all` lists them.

`__init__` of such a folder says everything in one `Ecosystem`; the modules beside it do what takes
more than a line, and are loaded when they are first needed.
"""
