using AiProxy.Jsonata.Values;

namespace AiProxy.StatesLanguage.Paths;

/// <summary>Puts a value where a reference path points, making the objects on the way.</summary>
/// <seealso href="https://states-language.net/#ref-paths"/>
internal static class ReferencePath
{
    /// <returns>The changed copy; undefined if the path does not fit the data.</returns>
    public static Value Set(Value root, JsonPath path, Value value) => Set(root, path.Steps, value);

    private static Value Set(Value target, ReadOnlySpan<PathStep> steps, Value value)
    {
        switch (steps)
        {
            case []:
                return value;
            case [PathStep.Property property, ..]:
                if (target.Kind != ValueKind.Object)
                {
                    return default;
                }

                var members = target.AsObject();
                if (steps.Length == 1)
                {
                    return Value.From(members.With(property.Name, value));
                }

                // Null on the way is as good as missing.
                var inner = members.TryGetValue(property.Name, out var known) && !known.IsNull ? known : Value.From(ObjectValue.Empty);
                var changed = Set(inner, steps[1..], value);
                return changed.IsUndefined ? default : Value.From(members.With(property.Name, changed));
            case [PathStep.Index index, ..]:
                return SetItem(target, index.Position, steps[1..], value);
            default:
                return default;
        }
    }

    private static Value SetItem(Value target, int position, ReadOnlySpan<PathStep> rest, Value value)
    {
        if (target.Kind != ValueKind.Array || position >= target.AsArray().Count)
        {
            return default;
        }

        var items = target.AsArray().ToArray();
        items[position] = Set(items[position], rest, value);
        return items[position].IsUndefined ? default : Value.From(ArrayValue.Create(items));
    }
}
