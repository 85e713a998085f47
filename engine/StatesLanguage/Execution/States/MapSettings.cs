using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Execution.Program;

namespace AiProxy.StatesLanguage.Execution.States;

/// <summary>The numbers of a Map as they are this time.</summary>
internal readonly record struct MapSettings(int MaxConcurrency, int? ToleratedFailureCount, double? ToleratedFailurePercentage)
{
    public static bool TryRead(Flow flow, MapNode node, out MapSettings settings)
    {
        settings = default;
        if (!TypeErrors.TryEvaluateInteger(flow, node.MaxConcurrency, 0, int.MaxValue, out var concurrency)
            || !TypeErrors.TryEvaluateInteger(flow, node.ToleratedFailureCount, 0, int.MaxValue, out var count)
            || !TryReadPercentage(flow, node.ToleratedFailurePercentage, out var percentage))
        {
            return false;
        }

        settings = new MapSettings(concurrency ?? 0, count, percentage);
        return true;
    }

    /// <param name="most">The service's own limit.</param>
    /// <param name="items">How many there are.</param>
    public int Concurrency(int most, int items) => Math.Min(items, MaxConcurrency == 0 ? most : Math.Min(MaxConcurrency, most));

    /// <summary>Whether that many failures are too many. Nothing is tolerated unless the definition says so.</summary>
    public bool IsExceeded(int failures, int items)
    {
        if (ToleratedFailureCount is null && ToleratedFailurePercentage is null)
        {
            return failures > 0;
        }

        return failures > (ToleratedFailureCount ?? int.MaxValue)
            || failures * 100.0 > (ToleratedFailurePercentage ?? 100) * items;
    }

    private static bool TryReadPercentage(Flow flow, BoundTemplate? template, out double? percentage)
    {
        percentage = null;
        if (template is null)
        {
            return true;
        }

        if (!template.TryEvaluate(flow, out var found))
        {
            return false;
        }

        if (template is PathTemplate path)
        {
            return PathIntegers.TryReadPercentage(flow, path, found, out percentage);
        }

        if (found.Kind != ValueKind.Number)
        {
            TypeErrors.Report(flow, template, "number", found);
            return false;
        }

        percentage = found.AsNumber();
        if (percentage is >= 0 and <= 100)
        {
            return true;
        }

        flow.FailEvaluation(
            template.Field, $"The value of the field '{template.Field}' must be a number from 0 to 100, but was: {found.ToJson()}");
        return false;
    }
}
