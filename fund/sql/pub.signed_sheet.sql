-- 已签字的报表：哪项资金的账关到了哪天；不含内容。只给系统自己（公开的兑现情况由它算出）：表的属主读得到全部报表。
create view pub.signed_sheet as
select s.id, s.fund_id, s.place_code, s.kind, s.from_on, s.to_on from fund.sheet s where s.state = 'signed' and (select kernel.is_system());
comment on view pub.signed_sheet is '已签字的资金报表：to_on 以前（含）的账不再变动';
