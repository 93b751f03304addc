-- Nobody asks to be told of nothing: such a row could not be read again, neither by its owner nor by the night's round for everybody.
delete from subscriptions.subscription where situation - 'text' = '{}'::jsonb and coalesce(situation ->> 'text', '') = '';
delete from subscriptions.mail where situation - 'text' = '{}'::jsonb and coalesce(situation ->> 'text', '') = '';
alter table subscriptions.subscription add constraint subscription_says check (situation - 'text' <> '{}'::jsonb or coalesce(situation ->> 'text', '') <> '');
alter table subscriptions.mail add constraint mail_says check (situation - 'text' <> '{}'::jsonb or coalesce(situation ->> 'text', '') <> '');
