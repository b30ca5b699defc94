from django import forms

from mentorship.models import Message

Answer = Message.Answer


class AnswerForm(forms.Form):
    """A mentor's answer: one of the offered times by its number, or another answer with a few words."""

    answer = forms.ChoiceField(choices=Answer.choices)
    slot = forms.IntegerField(required=False)
    reason = forms.ChoiceField(choices=[("", ""), *Message.Reason.choices], required=False)
    words = forms.CharField(max_length=300, required=False)

    def __init__(self, data=None, *, message, now):
        data = data.copy() if data is not None else None
        if data is not None and data.get("slot"):
            data["answer"] = Answer.ACCEPTED
        super().__init__(data)
        self.message, self.now = message, now

    def clean(self):
        cleaned = super().clean()
        cleaned["words"] = " ".join(cleaned.get("words", "").split())
        if cleaned.get("answer") == Answer.ACCEPTED:
            slot = self.message.times.filter(pk=cleaned.get("slot") or 0).first()
            if slot is None:
                self.add_error(None, "Choose one of the times.")
            elif slot.starts_at <= self.now:
                self.add_error(None, "That time has passed. Suggest another one.")
            cleaned["slot"] = slot
        elif cleaned.get("answer") == Answer.OTHER_TIME and not cleaned["words"]:
            self.add_error("words", "Say when it would suit you.")
        elif cleaned.get("answer") == Answer.SOMEONE_ELSE and not cleaned["words"]:
            self.add_error("words", "Name somebody, or press “Not this time”.")
        return cleaned

    def values(self):
        data = self.cleaned_data
        slot = data.get("slot") if data["answer"] == Answer.ACCEPTED else None
        return {"answer": data["answer"], "slot": slot, "reason": data["reason"], "words": data["words"]}
