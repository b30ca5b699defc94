"""What stands behind `manage.py up` and `manage.py test`: .venv, the embedded servers, the process tree.

Modules that run before anything is installed (bootstrap, child, paths) use the standard library only.
"""
