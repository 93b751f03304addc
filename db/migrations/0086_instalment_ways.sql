-- 分期的状态只走得到的路：到期以后、暂停以后都不会再回到待复核（恢复时未到期的回到未到期，已到期的转待支付），
-- 0034 曾列出而没有任何动作会走的两条删去，免得谁日后绕过复核。
alter table fund.instalment_transition no force row level security;
delete from fund.instalment_transition where (from_state, to_state) in (('due', 'needsCheck'), ('suspended', 'needsCheck'));
alter table fund.instalment_transition force row level security;
