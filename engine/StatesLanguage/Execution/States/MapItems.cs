using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Execution.Program;

namespace AiProxy.StatesLanguage.Execution.States;

/// <summary>What a Map iterates over, and what each iteration is given of it.</summary>
internal static class MapItems
{
    public static bool TryFind(Flow flow, MapNode node, out MapItem[] items)
    {
        items = [];
        var value = flow.EffectiveInput;
        if (node.Items is { } template)
        {
            if (!template.TryEvaluate(flow, out value))
            {
                return false;
            }

            if (TakesMembers(node, value))
            {
                items = MapItem.Of(value.AsObject());
                return true;
            }

            if (value.Kind != ValueKind.Array)
            {
                Report(flow, node, template, value);
                return false;
            }
        }
        else if (TakesMembers(node, value))
        {
            items = MapItem.Of(value.AsObject());
            return true;
        }
        else if (value.Kind != ValueKind.Array)
        {
            if (node.IsJsonPath)
            {
                flow.Failure = MustBeArray(node);
                return false;
            }

            flow.FailEvaluation(null, $"Map state input must be an array but was: {value.ToJson()}");
            return false;
        }

        var array = value.AsArray();
        items = new MapItem[array.Count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = new MapItem(i, array[i], null);
        }

        return true;
    }

    public static bool TrySelect(Flow flow, MapNode node, MapItem[] items, out Value[] inputs)
    {
        inputs = new Value[items.Length];
        var outerItem = flow.Item;
        for (var i = 0; i < items.Length; i++)
        {
            inputs[i] = node.Distributed is null ? items[i].Value : items[i].ToInput();
            if (node.ItemSelector is { } selector)
            {
                flow.Item = items[i];
                var selected = selector.TryEvaluate(flow, out inputs[i]) && PayloadSize.Check(flow, inputs[i]);
                flow.Item = outerItem;
                if (!selected)
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>
    /// A distributed Map goes through the members of any object, an inline one only through those of an object written in the definition:
    /// one that an expression yields is refused, as recorded on AWS.
    /// </summary>
    private static bool TakesMembers(MapNode node, Value value) =>
        value.Kind == ValueKind.Object && (node.ItemsIsObject || node.Distributed is not null);

    private static void Report(Flow flow, MapNode node, BoundTemplate template, Value value)
    {
        if (node.IsJsonPath)
        {
            flow.Failure = MustBeArray(node);
        }
        else
        {
            TypeErrors.Report(flow, template, "array", value);
        }
    }

    private static Failure MustBeArray(MapNode node) => Failure.Runtime($"Reference path \"{ReferenceText(node)}\" must point to array.");

    /// <summary>The path as AWS names it: the context's without its first sign.</summary>
    private static string ReferenceText(MapNode node) =>
        node.Items is not PathTemplate path ? "$" : path.Text.StartsWith("$$", StringComparison.Ordinal) ? path.Text[1..] : path.Text;
}
