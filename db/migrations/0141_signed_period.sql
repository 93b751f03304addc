-- 记到已签字的期间里去，一律拒绝，并说清楚：哪张报表、签到哪天、什么时候可以办。

create or replace function fund.refuse_signed_period() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare closed record;
begin
  select d.day, s.number, s.to_on, s.signer_name, f.title into closed from (
    select distinct l.fund_id, o.day from added a join fund.posting o on o.id = a.posting_id join fund.budget_line l on l.id = a.line_id
  ) d join fund.sheet s on s.fund_id = d.fund_id and s.state = 'signed' and s.to_on >= d.day join fund.special_fund f on f.id = d.fund_id
  order by s.to_on desc limit 1;
  if found then
    raise exception '% 的账已由报表 %（%，% 签字）关到 %，请在这一天以后的日子办理；要更正的，更正记在办理的当天', closed.day, closed.number, closed.title, closed.signer_name, closed.to_on using errcode = 'JY008';
  end if;
  return null;
end $$;
