using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Execution.Program;

namespace AiProxy.StatesLanguage.Execution.States;

/// <summary>Fields whose expression must give a certain type.</summary>
internal static class TypeErrors
{
    public static void Report(Flow flow, BoundTemplate template, string expected, Value actual)
    {
        var text = template is ExpressionTemplate expression ? expression.Text : actual.ToJson();
        flow.FailEvaluation(
            template.Field,
            $"The JSONata expression '{text}' specified for the field '{template.Field}' returned an unexpected result type. "
            + $"Expected '{expected}', but was '{NameOf(actual)}' for value: {actual.ToJson()}");
    }

    /// <summary>Evaluates a field that must be a whole number in a range; absent is <see langword="null"/>.</summary>
    /// <returns>Whether there is no failure.</returns>
    public static bool TryEvaluateInteger(Flow flow, BoundTemplate? template, int minimum, int maximum, out int? value)
    {
        value = null;
        if (template is null)
        {
            return true;
        }

        if (!template.TryEvaluate(flow, out var result))
        {
            return false;
        }

        if (template is PathTemplate path)
        {
            return PathIntegers.TryRead(flow, path, result, minimum, maximum, out value);
        }

        if (result.Kind != ValueKind.Number)
        {
            Report(flow, template, "number", result);
            return false;
        }

        var number = result.AsNumber();
        if (Math.Floor(number) != number || number < minimum || number > maximum)
        {
            flow.FailEvaluation(
                template.Field,
                $"The value of the field '{template.Field}' must be an integer from {minimum} to {maximum}, but was: {result.ToJson()}");
            return false;
        }

        value = (int)number;
        return true;
    }

    private static string NameOf(Value value) => value.Kind switch
    {
        ValueKind.Null => "null",
        ValueKind.Boolean => "boolean",
        ValueKind.Number => "number",
        ValueKind.String => "string",
        ValueKind.Array => "array",
        ValueKind.Object => "object",
        _ => "function",
    };
}
