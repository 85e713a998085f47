using System.Text.Json;
using System.Text.RegularExpressions;

namespace AiProxy.Conformance.Tests.Coverage;

/// <summary>Lists what a definition uses, by where it stands and not by what its text looks like.</summary>
internal sealed partial class DefinitionWalk
{
    private readonly HashSet<CaseUse> _uses = [];

    /// <param name="definition">A machine, or a single state as TestState takes it.</param>
    public static IReadOnlySet<CaseUse> Uses(JsonElement definition)
    {
        var walk = new DefinitionWalk();
        if (definition.ValueKind == JsonValueKind.Object && definition.TryGetProperty("Type", out _) && !definition.TryGetProperty("States", out _))
        {
            walk.State(definition);
        }
        else
        {
            walk.Scope(definition, Places.TopLevel);
        }

        walk.Expressions(definition);
        return walk._uses;
    }

    private void Scope(JsonElement scope, string place)
    {
        Members(scope, place);
        if (Get(scope, "States") is { ValueKind: JsonValueKind.Object } states)
        {
            foreach (var state in states.EnumerateObject())
            {
                State(state.Value);
            }
        }
    }

    private void State(JsonElement state)
    {
        if (Text(state, "Type") is not { } type)
        {
            return;
        }

        Members(state, type);
        if (Text(state, "Resource") is { } resource)
        {
            Add(Places.Resource, resource);
        }

        foreach (var branch in Items(state, "Branches"))
        {
            Scope(branch, Places.Branch);
        }

        foreach (var rule in Items(state, "Choices"))
        {
            Rule(rule);
        }

        ErrorHandling(state);
        Processor(Get(state, "ItemProcessor") ?? Get(state, "Iterator"));
        Reader(Get(state, "ItemReader"));
        Members(Get(state, "ItemBatcher"), Places.ItemBatcher);
        Writer(Get(state, "ResultWriter"));
    }

    private void ErrorHandling(JsonElement state)
    {
        foreach (var place in (ReadOnlySpan<string>)[Places.Retrier, Places.Catcher])
        {
            foreach (var entry in Items(state, place))
            {
                Members(entry, place);
                foreach (var error in Items(entry, "ErrorEquals").Where(item => item.ValueKind == JsonValueKind.String))
                {
                    Add(Places.Error, error.GetString()!);
                }
            }
        }
    }

    private void Rule(JsonElement rule)
    {
        Members(rule, Places.ChoiceRule);
        foreach (var combination in (ReadOnlySpan<string>)["And", "Or"])
        {
            foreach (var part in Items(rule, combination))
            {
                Rule(part);
            }
        }

        if (Get(rule, "Not") is { } inner)
        {
            Rule(inner);
        }
    }

    private void Processor(JsonElement? processor)
    {
        if (processor is { } scope)
        {
            Scope(scope, Places.ItemProcessor);
            Members(Get(scope, "ProcessorConfig"), Places.ProcessorConfig);
        }
    }

    private void Reader(JsonElement? reader)
    {
        Members(reader, Places.ItemReader);
        if (reader is { } node && Get(node, "ReaderConfig") is { } config)
        {
            Members(config, Places.ReaderConfig);
            if (Text(config, "InputType") is { } type)
            {
                Add(Places.InputType, type);
            }
        }
    }

    private void Writer(JsonElement? writer)
    {
        Members(writer, Places.ResultWriter);
        if (writer is { } node)
        {
            Members(Get(node, "WriterConfig"), Places.WriterConfig);
        }
    }

    /// <summary>Functions and the context object's members, in whatever text calls them.</summary>
    private void Expressions(JsonElement node)
    {
        switch (node.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in node.EnumerateObject())
                {
                    Expressions(member.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in node.EnumerateArray())
                {
                    Expressions(item);
                }

                break;
            case JsonValueKind.String:
                Expression(node.GetString()!);
                break;
        }
    }

    private void Expression(string text)
    {
        foreach (Match match in IntrinsicCall().Matches(text))
        {
            Add(Places.Intrinsic, match.Groups[1].Value);
        }

        foreach (Match match in ContextMember().Matches(text))
        {
            Add(Places.Context, match.Groups[1].Value);
        }

        if (text.StartsWith("{%", StringComparison.Ordinal))
        {
            foreach (Match match in FunctionCall().Matches(text))
            {
                Add(Places.Function, match.Groups[1].Value);
            }
        }
    }

    private void Members(JsonElement? node, string place)
    {
        if (node is { ValueKind: JsonValueKind.Object } found)
        {
            foreach (var member in found.EnumerateObject())
            {
                Add(place, member.Name);
            }
        }
    }

    private void Add(string place, string name) => _uses.Add(new CaseUse(place, name));

    private static JsonElement? Get(JsonElement node, string name) =>
        node.ValueKind == JsonValueKind.Object && node.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement node, string name) =>
        Get(node, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static IEnumerable<JsonElement> Items(JsonElement node, string name)
    {
        if (Get(node, name) is { ValueKind: JsonValueKind.Array } list)
        {
            foreach (var item in list.EnumerateArray())
            {
                yield return item;
            }
        }
    }

    [GeneratedRegex(@"(States\.[A-Za-z0-9]+)\(")]
    private static partial Regex IntrinsicCall();

    [GeneratedRegex(@"\$([A-Za-z]\w*)\s*\(")]
    private static partial Regex FunctionCall();

    [GeneratedRegex(@"(?:\$\$|\$states\.context)\.((?:Map\.Item|[A-Z]\w*)\.[A-Z]\w*)")]
    private static partial Regex ContextMember();
}
