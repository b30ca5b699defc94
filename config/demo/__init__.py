"""The demo: clearly made-up people in made-up programs, with three years of plausible history.

Every date is counted from the day the demo is made, so it never looks old. No rating stands on a real program.
"""
