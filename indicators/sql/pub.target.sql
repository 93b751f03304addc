create view pub.indicator_target as
select figure, place_code, left(place_code, 6) as county_code, year, value, document from indicators.target;
comment on view pub.indicator_target is '各地各年的指标目标';
