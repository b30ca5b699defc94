"""What stands behind `manage.py up` and `manage.py test`: the environment, the embedded servers, the process tree.

Modules that run before anything is installed (bootstrap, paths, browser, environment) use the standard library only.
"""
