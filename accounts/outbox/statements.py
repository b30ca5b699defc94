"""The rows and their states, in SQL: who may touch a mail is decided by Postgres, on Postgres' clock alone.

    queued -> claimed -> sending -> sent
                 |          |-> queued (a clear no for now) | dead (a clear no) | unknown (no answer, no evidence)
                 |-> cancelled | suppressed | queued (later)

A sender owns a row while `claimed_by` is its name and the lease has not ended; every change it makes asks for that.
`{now}` is Postgres' own time, or a moment of one's choice in tests that play other days.
"""

# A mail whose sender died with it in hand may be what killed it. So such mails wait for the fresh ones around them and
# go ten at a time, and after a second death one by one, the fewest deaths first: one that kills its senders holds up
# nobody, and is given up after some deaths. They are counted apart from `attempts`: being put off is no death.
CLAIM = """
    WITH ready AS MATERIALIZED (
        SELECT id, state, next_try_at, CASE state WHEN 'claimed' THEN COALESCE((data->>'deaths')::int, 0) END AS deaths
        FROM accounts_outgoingmail
        WHERE next_try_at <= {now} AND state IN ('queued', 'claimed') AND (state = 'queued' OR lease_until < {now})
        ORDER BY next_try_at, id LIMIT %(batch)s FOR UPDATE SKIP LOCKED
    ), left_behind AS (
        SELECT id, deaths FROM ready
        WHERE NOT EXISTS (SELECT 1 FROM ready WHERE state = 'queued')
          AND deaths = (SELECT min(deaths) FROM ready)
        ORDER BY next_try_at, id LIMIT (SELECT CASE min(deaths) WHEN 0 THEN 10 ELSE 1 END FROM ready)
    ), taken AS (
        SELECT id, 0 AS deaths FROM ready WHERE state = 'queued' UNION ALL SELECT id, deaths + 1 FROM left_behind
    )
    UPDATE accounts_outgoingmail m SET
        state = CASE WHEN deaths >= %(most_deaths)s THEN 'dead' ELSE 'claimed' END,
        lease_until = {now} + %(lease)s * interval '1 second', claimed_by = %(me)s,
        data = CASE WHEN deaths > 0 THEN m.data || jsonb_build_object('deaths', deaths) ELSE m.data END,
        last_error = CASE WHEN deaths > 0 THEN %(died)s ELSE m.last_error END
    FROM taken WHERE m.id = taken.id RETURNING m.id, m.state
"""

CLAIM_ONE = """
    UPDATE accounts_outgoingmail
    SET state = 'claimed', lease_until = {now} + %(lease)s * interval '1 second', claimed_by = %(me)s
    WHERE id = %(id)s AND next_try_at <= {now} AND (state = 'queued' OR (state = 'claimed' AND lease_until < {now}))
    RETURNING id
"""

# `(state = …) IS TRUE` keeps the planner on the primary key: it takes rows in passing states for rare, while their dead
# versions pile up in every index that starts with the state.

# A yes is evidence, so it holds even when the row was called doubtful meanwhile.
SENT = """
    UPDATE accounts_outgoingmail
    SET state = 'sent', sent_at = {now}, smtp_reply = %(reply)s, last_error = '', lease_until = NULL,
        data = data - 'sealed'
    WHERE id = %(sent)s AND claimed_by = %(me)s AND (state IN ('sending', 'unknown')) IS TRUE
"""

# One statement, one commit: the mail before is settled, and this one may go on the wire, or 0 rows say it may not.
FENCE = """
    WITH settled AS ({sent})
    UPDATE accounts_outgoingmail m
    SET state = 'sending', lease_until = {now} + %(lease)s * interval '1 second', attempts = attempts + 1
    WHERE m.id = %(id)s AND m.claimed_by = %(me)s AND (m.state = 'claimed') IS TRUE
      AND m.lease_until > {now} AND m.expires_at > {now}
      AND (%(essential)s OR NOT EXISTS (
        SELECT 1 FROM accounts_suppression s WHERE s.address_hash = %(address_hash)s))
      AND CASE
        WHEN m.recipient_id IS NULL THEN %(any_hour)s OR {open_there}
        ELSE EXISTS (
            SELECT 1 FROM accounts_user u JOIN accounts_profile p ON p.user_id = u.id
            WHERE u.id = m.recipient_id AND u.is_active AND u.email = %(address)s
              AND NOT (%(optional)s AND m.kind = ANY(p.muted_kinds)) AND (%(any_hour)s OR {open_here}))
      END
    RETURNING m.id
"""
FENCE_TYPES = {
    "id": "bigint",
    "address": "text",
    "address_hash": "text",
    "essential": "boolean",
    "optional": "boolean",
    "any_hour": "boolean",
    "site_zone": "text",
    "lease": "float8",
    "sent": "bigint",
    "reply": "text",
    "me": "text",
}
OPEN = """(
    extract(isodow FROM {now} AT TIME ZONE {zone}) < 6 AND extract(hour FROM {now} AT TIME ZONE {zone}) IN {hours})"""

PUT_BACK = """
    UPDATE accounts_outgoingmail SET
        state = CASE WHEN expires_at <= {now} + %(delay)s * interval '1 second' THEN 'dead' ELSE 'queued' END,
        data = CASE WHEN expires_at <= {now} + %(delay)s * interval '1 second' THEN data - 'sealed' ELSE data END,
        next_try_at = {now} + %(delay)s * interval '1 second',
        attempts = GREATEST(attempts, %(attempts)s), lease_until = NULL, claimed_by = '',
        last_error = %(error)s, smtp_reply = %(reply)s
    WHERE id = %(id)s AND claimed_by = %(me)s AND (state IN ('claimed', 'sending')) IS TRUE
"""

# Nobody's fault: the try does not count and its turn stays.
UNTRIED = """
    UPDATE accounts_outgoingmail
    SET state = 'queued', attempts = attempts - 1, lease_until = NULL, claimed_by = '', last_error = %(error)s
    WHERE id = %(id)s AND claimed_by = %(me)s AND state = 'sending'
"""

GIVE_UP = """
    UPDATE accounts_outgoingmail
    SET state = 'dead', lease_until = NULL, claimed_by = '', last_error = %(error)s, smtp_reply = %(reply)s,
        data = data - 'sealed'
    WHERE id = %(id)s AND claimed_by = %(me)s AND (state IN ('claimed', 'sending')) IS TRUE
"""

LEAVE_IN_DOUBT = """
    UPDATE accounts_outgoingmail SET lease_until = {now}, last_error = %(error)s
    WHERE id = %(id)s AND claimed_by = %(me)s AND state = 'sending'
"""

DROP = """
    UPDATE accounts_outgoingmail
    SET state = %(state)s, lease_until = NULL, claimed_by = '', last_error = %(why)s, data = data - 'sealed'
    WHERE id = ANY(%(ids)s) AND claimed_by = %(me)s AND state = 'claimed'
"""

# Patience stands still while the reader's day is over.
POSTPONE = """
    UPDATE accounts_outgoingmail
    SET state = 'queued', lease_until = NULL, claimed_by = '', next_try_at = %(until)s,
        expires_at = expires_at + GREATEST(%(until)s - {now}, interval '0')
    WHERE id = %(id)s AND claimed_by = %(me)s AND state = 'claimed'
"""

RELEASE = """
    UPDATE accounts_outgoingmail SET state = 'queued', lease_until = NULL, claimed_by = ''
    WHERE claimed_by = %(me)s AND state = 'claimed'
"""

TAKE_OFF_THE_WIRE = """
    UPDATE accounts_outgoingmail SET state = 'queued', lease_until = NULL, claimed_by = ''
    WHERE claimed_by = %(me)s AND state = 'sending' AND NOT id = ANY(%(but_not)s)
"""

# ---- reconciling: rows on the wire whose sender is gone -----------------------------------------------------------
ABANDONED = """
    SELECT id, message_id, claimed_by FROM accounts_outgoingmail
    WHERE state = 'sending' AND lease_until < {now} ORDER BY lease_until LIMIT 500
"""

SETTLE = """
    UPDATE accounts_outgoingmail SET
        state = %(state)s, last_error = %(why)s, lease_until = NULL,
        sent_at = CASE WHEN %(state)s = 'sent' THEN {now} END,
        data = CASE WHEN %(state)s = 'sent' THEN data - 'sealed' ELSE data END,
        next_try_at = CASE WHEN %(state)s = 'queued' THEN {now} ELSE next_try_at END,
        claimed_by = CASE WHEN %(state)s = 'unknown' THEN claimed_by ELSE '' END
    WHERE id = %(id)s AND claimed_by = %(owner)s AND state = 'sending' AND lease_until < {now}
      AND (%(state)s <> 'unknown' OR lease_until < {now} - %(doubt)s * interval '1 second')
"""
