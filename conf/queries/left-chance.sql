-- When did each temporal-order run leave chance level, 1.386 = ln 4? The first checkpoint from which train_nll stays below 1.3
-- left_at is null if the run never left chance level, or is back at it. The bound 1.3 is 6 % below ln 4, more than the mean of a
-- checkpoint fluctuates.
WITH above AS (
  SELECT sweep, run, max(CASE WHEN train_nll < 1.3 THEN NULL ELSE iter END) AS last_above
  FROM checkpoints GROUP BY sweep, run)
SELECT sweep, run, status, min(CASE WHEN iter > coalesce(last_above, -1) THEN iter END) AS left_at,
  max(iter) AS last_iter, max_by(c.train_nll, iter) AS last_train_nll
FROM checkpoints c JOIN above USING (sweep, run) JOIN (SELECT sweep, run, task, status FROM runs) USING (sweep, run)
WHERE task = 'torder'
GROUP BY sweep, run, status
ORDER BY left_at NULLS LAST, sweep, run;
