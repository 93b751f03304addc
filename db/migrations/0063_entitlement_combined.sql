-- 多项待遇怎样合法地合在一起：匹配之后逐人算出，名单上写明实得与取舍。

alter table measures.entitlement
  add column granted_fen bigint,
  add column decision text not null default 'granted' check (decision in ('granted', 'reduced', 'excluded')),
  add constraint excluded_gets_nothing check (decision <> 'excluded' or granted_fen is null);
comment on column measures.entitlement.granted_fen is '与其他待遇、已领资助合并计算后的实得金额（分）；空表示未选取、无金额或尚未合并计算';
comment on column measures.entitlement.decision is '合并结果：享受、抵减后享受、因互斥或已领而不取';
