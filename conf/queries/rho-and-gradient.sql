-- Is the gradient's range over t related to the spectral radius of W_hh? One conclusion for each run, conclusions first
-- The report's sentence on rho also considers the gradient norm, so it may find a correlation where this query finds none.
-- The range of a checkpoint is its largest minus its smallest log10 |dL/dh_t|. Checkpoints without finite profiles or rho do not count.
-- A conclusion requires at least 10 checkpoints, a rho that varies by 0.01, a range that varies by 0.1, and two rank correlations with
-- the same sign and a size of at least 0.5: one of the values, one of their changes from one checkpoint to the next.
WITH ranges AS (
  SELECT sweep, run, iter, max(log10_grad) - min(log10_grad) AS decades
  FROM profile
  GROUP BY sweep, run, iter
  HAVING max(grad_time) < double('Infinity') AND max(sat_time) < double('Infinity')),
points AS (
  SELECT sweep, run, iter, rho_Whh AS rho, decades,
    rho_Whh - lag(rho_Whh) OVER (PARTITION BY sweep, run ORDER BY iter) AS rho_change,
    decades - lag(decades) OVER (PARTITION BY sweep, run ORDER BY iter) AS decades_change
  FROM checkpoints JOIN ranges USING (sweep, run, iter)
  WHERE rho_Whh < double('Infinity')),
level_ranks AS (
  SELECT *,
    rank() OVER (PARTITION BY sweep, run ORDER BY rho) + (count(*) OVER (PARTITION BY sweep, run, rho) - 1) / 2D AS x,
    rank() OVER (PARTITION BY sweep, run ORDER BY decades) + (count(*) OVER (PARTITION BY sweep, run, decades) - 1) / 2D AS y
  FROM points),
change_ranks AS (
  SELECT sweep, run,
    rank() OVER (PARTITION BY sweep, run ORDER BY rho_change) + (count(*) OVER (PARTITION BY sweep, run, rho_change) - 1) / 2D AS x,
    rank() OVER (PARTITION BY sweep, run ORDER BY decades_change) + (count(*) OVER (PARTITION BY sweep, run, decades_change) - 1) / 2D AS y
  FROM points
  WHERE rho_change IS NOT NULL),
levels AS (
  SELECT sweep, run, count(*) AS checkpoints, try_divide(covar_samp(x, y), stddev(x) * stddev(y)) AS correlation,
    max(rho) - min(rho) AS rho_varies, max(decades) - min(decades) AS decades_vary,
    min_by(rho, iter) AS first_rho, max_by(rho, iter) AS last_rho,
    min_by(decades, iter) AS first_decades, max_by(decades, iter) AS last_decades
  FROM level_ranks
  GROUP BY sweep, run),
changes AS (
  SELECT sweep, run, try_divide(covar_samp(x, y), stddev(x) * stddev(y)) AS of_changes
  FROM change_ranks
  GROUP BY sweep, run),
read AS (
  SELECT sweep, run,
    CASE
      WHEN coalesce(checkpoints, 0) < 10 THEN 'too few checkpoints'
      WHEN rho_varies < 0.01D THEN 'rho hardly varies'
      WHEN decades_vary < 0.1D THEN 'the range hardly varies'
      WHEN of_changes IS NULL THEN 'one changes evenly'
      WHEN abs(correlation) >= 0.5D AND abs(of_changes) >= 0.5D AND correlation * of_changes > 0
        THEN if(correlation > 0, 'together', 'against each other')
      WHEN abs(correlation) >= 0.5D THEN 'only a trend'
      WHEN abs(of_changes) >= 0.5D THEN 'only short-term'
      ELSE 'no conclusion'
    END AS conclusion,
    checkpoints, correlation, of_changes, first_rho, last_rho, first_decades, last_decades
  FROM (SELECT DISTINCT sweep, run FROM profile) LEFT JOIN levels USING (sweep, run) LEFT JOIN changes USING (sweep, run))
SELECT sweep, run, conclusion, coalesce(checkpoints, 0) AS checkpoints,
  round(correlation, 3) AS correlation, round(of_changes, 3) AS correlation_of_changes,
  round(first_rho, 3) AS first_rho, round(last_rho, 3) AS last_rho,
  round(first_decades, 2) AS first_decades, round(last_decades, 2) AS last_decades
FROM read
ORDER BY conclusion IN ('together', 'against each other') DESC, abs(correlation) DESC NULLS LAST, sweep, run;
