using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Choices;
using AiProxy.StatesLanguage.Model;

namespace AiProxy.StatesLanguage.Execution.Program;

/// <summary>The condition of a JSONPath choice rule, its paths bound.</summary>
internal abstract class BoundComparison
{
    /// <summary>Tests; on failure the reason is in <see cref="Flow.Failure"/>.</summary>
    public abstract bool TryTest(Flow flow, out bool holds);

    public static BoundComparison? Bind(ComparisonDefinition? comparison, VariableLayout layout) =>
        comparison is null ? null : BindOne(comparison, layout);

    private static BoundComparison BindOne(ComparisonDefinition comparison, VariableLayout layout) => comparison switch
    {
        ComparisonDefinition.And and => new Combined([.. and.Operands.Select(operand => BindOne(operand, layout))], true),
        ComparisonDefinition.Or or => new Combined([.. or.Operands.Select(operand => BindOne(operand, layout))], false),
        ComparisonDefinition.Not not => new Negated(BindOne(not.Operand, layout)),
        ComparisonDefinition.Test test => new Tested(test, layout),
        _ => throw new InvalidOperationException($"No binding for {comparison.GetType().Name}."),
    };

    /// <summary>And (all) or Or (any), which stop where the answer is known.</summary>
    private sealed class Combined(BoundComparison[] operands, bool all) : BoundComparison
    {
        public override bool TryTest(Flow flow, out bool holds)
        {
            holds = all;
            foreach (var operand in operands)
            {
                if (!operand.TryTest(flow, out holds))
                {
                    return false;
                }

                if (holds != all)
                {
                    return true;
                }
            }

            return true;
        }
    }

    private sealed class Negated(BoundComparison operand) : BoundComparison
    {
        public override bool TryTest(Flow flow, out bool holds)
        {
            var tested = operand.TryTest(flow, out holds);
            holds = !holds;
            return tested;
        }
    }

    private sealed class Tested(ComparisonDefinition.Test test, VariableLayout layout) : BoundComparison
    {
        private readonly BoundPath _variable = new(test.Variable, layout);
        private readonly BoundPath? _operandPath = test.OperandPath is null ? null : new BoundPath(test.OperandPath, layout);
        private readonly ChoiceOperator _operator = test.Operator;
        private readonly Value _operand = test.Operand;

        public override bool TryTest(Flow flow, out bool holds)
        {
            holds = false;
            var operand = _operand;
            var value = _variable.Evaluate(flow);
            if (value.IsUndefined && !_operator.IsPresence)
            {
                return Fail(flow, _variable);
            }

            if (_operandPath is not null)
            {
                operand = _operandPath.Evaluate(flow);
                if (operand.IsUndefined)
                {
                    return Fail(flow, _operandPath);
                }
            }

            holds = _operator.Holds(value, operand);
            return true;
        }

        private static bool Fail(Flow flow, BoundPath path)
        {
            flow.FailRuntime($"Invalid path '{path.Path.Text}': The choice state's condition path references an invalid value.");
            return false;
        }
    }
}
