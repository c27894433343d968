-- Whose gradient explodes? The gradient norm over training, and |dL/dh_t| over t at the last checkpoint, explosions first
-- norm is the report's conclusion. It uses norms before clipping, as means between checkpoints. The norm exploded if its largest value is
-- at least 10 times the first one (norm_growth) and at least 10 times the one before it (norm_jump). Over t, a gradient explodes if
-- |dL/dh_t| is above 1 at 10 % of the steps or more (share_above_1). log10_growth is log10 |dL/dh_t| at the first t minus that at the
-- last t. The first checkpoint's gradient_norm divides checkFreq + 1 iterations by checkFreq, so its mean is corrected here.
WITH means AS (
  SELECT sweep, run, iter,
    if(iter = min(iter) OVER (PARTITION BY sweep, run), gradient_norm * iter / (iter + 1), gradient_norm) AS norm
  FROM checkpoints),
finite AS (
  SELECT sweep, run, iter, norm, lag(norm) OVER (PARTITION BY sweep, run ORDER BY iter) AS before
  FROM means
  WHERE norm < double('Infinity')),
growth AS (
  SELECT sweep, run, try_divide(max(norm), min_by(norm, iter)) AS norm_growth,
    max_by(try_divide(norm, before), struct(norm, -iter)) AS norm_jump
  FROM finite
  GROUP BY sweep, run),
counts AS (
  SELECT sweep, run, count_if(NOT gradient_norm < double('Infinity')) AS not_finite FROM checkpoints GROUP BY sweep, run),
read AS (
  SELECT sweep, run, norm_growth, norm_jump,
    CASE
      WHEN not_finite > 0 THEN 'not finite'
      WHEN norm_growth IS NULL THEN 'no conclusion'
      WHEN norm_growth < 10 THEN 'did not explode'
      WHEN norm_jump IS NULL THEN 'no conclusion'
      WHEN norm_jump >= 10 THEN 'exploded'
      ELSE 'grew without a jump'
    END AS norm
  FROM counts LEFT JOIN growth USING (sweep, run)),
profiles AS (
  SELECT sweep, run, iter, avg(if(grad_time > 1, 1, 0)) AS share_above_1,
    min_by(log10_grad, t) - max_by(log10_grad, t) AS log10_growth
  FROM profile
  GROUP BY sweep, run, iter
  HAVING max(grad_time) < double('Infinity') AND max(sat_time) < double('Infinity')),
at_last AS (
  SELECT sweep, run, max_by(share_above_1, iter) AS share_above_1, max_by(log10_growth, iter) AS log10_growth
  FROM profiles
  GROUP BY sweep, run),
peaks AS (
  SELECT sweep, run, median(gradient_norm) AS median_norm, max(gradient_norm) AS largest_norm,
    max_by(iter, struct(gradient_norm, -iter)) AS largest_at
  FROM iterations
  GROUP BY sweep, run)
SELECT sweep, run, norm, round(norm_growth, 1) AS norm_growth, round(norm_jump, 1) AS norm_jump,
  round(share_above_1, 3) AS share_above_1, round(log10_growth, 2) AS log10_growth, median_norm, largest_norm, largest_at
FROM read LEFT JOIN at_last USING (sweep, run) LEFT JOIN peaks USING (sweep, run)
ORDER BY coalesce(share_above_1, 0) >= 0.1 DESC, norm IN ('not finite', 'exploded') DESC, norm_jump DESC NULLS LAST,
  norm_growth DESC NULLS LAST, sweep, run;
