package org.throughtime.sweep.query;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.ExpressionWithUnresolvedIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.analysis.TableFunctionRegistry;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedGenerator;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableOrView;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableValuedFunction;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import org.apache.spark.sql.execution.SparkSqlParser;
import org.apache.spark.sql.internal.SQLConf;
import org.throughtime.sweep.config.value.NearestName;
import scala.Option;
import scala.Product;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What a statement may read: the views of {@link SweepViews}, and what it computes from them. It
 * may reach nothing else on this machine or in this JVM: no file by its path, no table of a
 * catalog, no script, no function with effects, and no command that changes anything.
 *
 * <p>The check uses the statement as Spark's own parser reads it, before Spark analyzes it, because
 * analysis already opens files. It lists what is allowed, so that additions to Spark are refused
 * until they are listed here.
 */
final class QueryScope {
  /** What questions are made of, by the names of their nodes. */
  private static final Set<String> NODES =
      names(
          """
          Aggregate AsOfJoin Distinct Except Filter Generate GlobalLimit Intersect Join LateralJoin
          LocalLimit LocalRelation Offset OneRowRelation PipeOperator Pivot Project
          Repartition RepartitionByExpression Sample Sort SubqueryAlias Union Unpivot
          UnresolvedHaving UnresolvedHint UnresolvedInlineTable UnresolvedRelation
          UnresolvedSubqueryColumnAliases UnresolvedTVFAliases UnresolvedTableValuedFunction
          UnresolvedWith WithWindowDefinition""");

  /** Commands that look and change nothing, and what they look at. */
  private static final Set<String> LOOKING =
      names(
          """
          CurrentNamespace DescribeFunction DescribeQueryCommand DescribeRelation ExplainCommand
          ShowColumns ShowFunctions ShowTables ShowViews UnresolvedFunctionName
          UnresolvedTableOrView""");

  /** Groups of Spark's functions that compute from their arguments alone. */
  private static final Set<String> GROUPS =
      Stream.of(
              """
              agg array bitwise collection conditional conversion csv datetime generator hash json
              lambda map math predicate sketch string struct url variant vector window"""
                  .split("\\s+"))
          .map(group -> group + "_funcs")
          .collect(Collectors.toUnmodifiableSet());

  /** Those of other groups that do, too. */
  private static final Set<String> FUNCTIONS =
      names(
          """
          assert_true bitmap_bit_position bitmap_bucket_number bitmap_count
          monotonically_increasing_id raise_error range typeof uuid""");

  private final Statement statement;
  private final Set<String> relations = new HashSet<>(SweepViews.NAMES);
  private final List<TreeNode<?>> calls = new ArrayList<>();

  private QueryScope(Statement statement) {
    this.statement = statement;
  }

  private static Set<String> names(String words) {
    return Set.of(words.split("\\s+"));
  }

  /**
   * Checks a statement. Needs no {@code SparkSession}.
   *
   * @throws QueryException if it is not read-only, reaches beyond the views, or is not SQL
   */
  static void require(Statement statement) {
    new QueryScope(statement).check();
  }

  private void check() {
    try {
      LogicalPlan plan = parse(statement.text());
      walk(plan, this::addCommonTables);
      walk(plan, this::visit);
      calls.forEach(this::requireFunction);
    } catch (QueryException e) {
      throw e;
    } catch (Exception | StackOverflowError e) {
      throw QueryErrors.translate(e, statement);
    }
  }

  /** Without Spark's replacement of {@code ${env:NAME}}, which reads the environment. */
  private static LogicalPlan parse(String text) {
    SQLConf literally = new SQLConf();
    literally.setConfString(SQLConf.VARIABLE_SUBSTITUTE_ENABLED().key(), "false");
    return SQLConf.withExistingConf(literally, () -> new SparkSqlParser().parsePlan(text));
  }

  /**
   * Shows everything in a node: also what {@code children} does not tell of, where some nodes keep
   * a query.
   */
  private static void walk(Object part, Consumer<Object> visitor) {
    visitor.accept(part);
    if (part instanceof scala.collection.Iterable<?> several) {
      several.foreach(each -> walked(each, visitor));
    } else if (part instanceof Product product) {
      product.productIterator().foreach(each -> walked(each, visitor));
    }
  }

  private static Object walked(Object part, Consumer<Object> visitor) {
    walk(part, visitor);
    return part;
  }

  /** A name that {@code WITH} gives to a query is as good as a view's, anywhere. */
  private void addCommonTables(Object part) {
    if (part instanceof UnresolvedWith with) {
      with.cteRelations().foreach(table -> relations.add(lower(table._1())));
    }
  }

  private void visit(Object part) {
    if (part instanceof LogicalPlan node) {
      requireNode(node);
    } else if (part instanceof ExpressionWithUnresolvedIdentifier call) {
      throw beyond("a function whose name is computed", call);
    }
    if (part instanceof UnresolvedFunction
        || part instanceof UnresolvedGenerator
        || part instanceof UnresolvedTableValuedFunction) {
      calls.add((TreeNode<?>) part);
    }
  }

  private void requireNode(LogicalPlan node) {
    String kind = kind(node);
    if (node instanceof UnresolvedRelation relation) {
      requireView(CollectionConverters.asJava(relation.multipartIdentifier()), node);
      if (relation.isStreaming()) {
        throw beyond("a stream", node);
      }
    } else if (node instanceof UnresolvedTableOrView relation) {
      requireView(CollectionConverters.asJava(relation.multipartIdentifier()), node);
    } else if (!NODES.contains(kind) && !LOOKING.contains(kind)) {
      throw noQuestion(node);
    }
  }

  private static String kind(LogicalPlan node) {
    return node.getClass().getSimpleName().replace("$", "");
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private QueryException noQuestion(LogicalPlan node) {
    if (statement.keyword().equals("SELECT")) {
      return beyond(kind(node), node);
    }
    return FirstWord.noQuestion(statement.keyword());
  }

  private void requireView(List<String> name, TreeNode<?> where) {
    if (name.size() != 1 || !relations.contains(lower(name.get(0)))) {
      String called = String.join(".", name);
      throw new QueryException(
          "there is no view "
              + NearestName.unknown(called, SweepViews.NAMES)
              + QueryErrors.position(where.origin()));
    }
  }

  /** Whether every function of a group computes from its arguments alone. */
  static boolean allowsGroup(String group) {
    return GROUPS.contains(group);
  }

  private void requireFunction(TreeNode<?> call) {
    List<String> name =
        call instanceof UnresolvedFunction function
            ? CollectionConverters.asJava(function.nameParts())
            : call instanceof UnresolvedTableValuedFunction function
                ? CollectionConverters.asJava(function.name())
                : CollectionConverters.asJava(((UnresolvedGenerator) call).name().nameParts());
    String called = String.join(".", name);
    FunctionIdentifier builtIn = new FunctionIdentifier(lower(called));
    Option<ExpressionInfo> info =
        FunctionRegistry.builtin()
            .lookupFunction(builtIn)
            .orElse(() -> TableFunctionRegistry.builtin().lookupFunction(builtIn));
    if (name.size() != 1 || info.isEmpty()) {
      throw new QueryException(
          "there is no function " + called + QueryErrors.position(call.origin()));
    }
    if (!allowsGroup(info.get().getGroup()) && !FUNCTIONS.contains(builtIn.funcName())) {
      throw beyond("function " + called, call);
    }
  }

  private static QueryException beyond(String what, TreeNode<?> where) {
    return new QueryException(
        what
            + " is not allowed, because it can read outside the views of these directories"
            + QueryErrors.position(where.origin())
            + "; use "
            + String.join(", ", SweepViews.NAMES));
  }
}
