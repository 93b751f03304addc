-- 哪一批付了哪一件办件的钱；不含账户。
create view pub.paid_item as
select b.id, b.batch_id, i.award_id, a.case_id, i.place_code, left(i.place_code, 6) as county_code
from fund.batch_item b join fund.instalment i on i.id = b.instalment_id join fund.award a on a.id = i.award_id
where i.state = 'paid';
comment on view pub.paid_item is '批次里已经付到的每一笔，凭它知道哪些办件的钱到了';
