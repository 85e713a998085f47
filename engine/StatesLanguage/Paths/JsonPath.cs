using AiProxy.Jsonata.Values;

namespace AiProxy.StatesLanguage.Paths;

/// <summary>
/// A compiled JSONPath, with the semantics of the implementation Step Functions uses (Jayway's): a definite path gives one value or
/// fails, an indefinite one always gives an array.
/// </summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/amazon-states-language-paths.html"/>
internal sealed class JsonPath
{
    private readonly PathStep[] _steps;
    private readonly PathStep.Property? _only;

    public JsonPath(string text, PathRoot root, string? variable, PathStep[] steps)
    {
        Text = text;
        Root = root;
        Variable = variable;
        _steps = steps;
        _only = steps is [PathStep.Property only] ? only : null;
        IsDefinite = Array.TrueForAll(steps, step => step.IsDefinite);
        IsReference = Array.TrueForAll(steps, step => step is PathStep.Property or PathStep.Index { Position: >= 0 });
    }

    /// <summary>The path as written.</summary>
    public string Text { get; }

    public PathRoot Root { get; }

    /// <summary>The variable's name, if the path starts from one.</summary>
    public string? Variable { get; }

    public ReadOnlySpan<PathStep> Steps => _steps;

    public bool IsDefinite { get; }

    /// <summary>Whether it can only name one place: no wildcards, slices, filters or descents.</summary>
    public bool IsReference { get; }

    /// <summary>Whether it is the root itself.</summary>
    public bool IsRoot => _steps.Length == 0;

    /// <returns>The value; undefined if there is none, for the reason that <see cref="Explain"/> gives.</returns>
    public Value Evaluate(Value root)
    {
        if (_only is { } property)
        {
            return root.Kind == ValueKind.Object && root.AsObject().TryGetValue(property.Name, out var value) ? value : default;
        }

        if (IsDefinite)
        {
            return EvaluateDefinite(root);
        }

        var walk = new PathWalk(this, root);
        return walk.Run() ? walk.Result : default;
    }

    /// <summary>Why there is no value, in Jayway's words.</summary>
    public string Explain(Value root)
    {
        var walk = new PathWalk(this, root);
        return walk.Run() ? "" : walk.Problem;
    }

    /// <summary>The start of the path in Jayway's notation: <c>$['a'][0]</c>.</summary>
    public string Prefix(int steps) => "$" + string.Concat(_steps.Take(steps).Select(step => step.Text));

    public override string ToString() => Text;

    private Value EvaluateDefinite(Value value)
    {
        foreach (var step in _steps)
        {
            switch (step)
            {
                case PathStep.Property property:
                    if (value.Kind != ValueKind.Object || !value.AsObject().TryGetValue(property.Name, out value))
                    {
                        return default;
                    }

                    break;
                case PathStep.Index index:
                    if (value.Kind != ValueKind.Array)
                    {
                        return default;
                    }

                    value = At(value.AsArray(), index.Position);
                    break;
                case PathStep.Properties several:
                    return value.Kind == ValueKind.Object ? Pick(value.AsObject(), several.Names) : default;
            }
        }

        return value;
    }

    /// <summary>Beyond an array's end there is null, not nothing.</summary>
    internal static Value At(ArrayValue array, int position)
    {
        var index = position < 0 ? array.Count + position : position;
        return (uint)index < (uint)array.Count ? array[index] : Value.Null;
    }

    internal static Value Pick(ObjectValue value, string[] names)
    {
        var builder = new ObjectBuilder(names.Length);
        foreach (var name in names)
        {
            if (value.TryGetValue(name, out var member))
            {
                builder.Add(name, member);
            }
        }

        return Value.From(builder.Build());
    }
}
