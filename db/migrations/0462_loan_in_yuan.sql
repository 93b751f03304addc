-- A fact is written in the unit that the vocabulary gives it, as a desk types it: the balance of a founder's loan came as a text of fen, beside which a desk's own number of yuan counted a hundredth.
update registry.person_fact set value = to_jsonb((value #>> '{}')::numeric / 100)
where fact = '创业贷款余额' and jsonb_typeof(value) = 'string' and value #>> '{}' ~ '^[0-9]{1,18}$';
