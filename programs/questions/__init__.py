"""What to ask a program: the bank, one question for each need, what a silent website or a gap adds, one's own."""

from programs.questions.sheet import AUDIENCES, Asked, Sheet, Tab, goal_words, sheet_of
from programs.questions.tips import better_question_wanted

__all__ = ["AUDIENCES", "Asked", "Sheet", "Tab", "better_question_wanted", "goal_words", "sheet_of"]
