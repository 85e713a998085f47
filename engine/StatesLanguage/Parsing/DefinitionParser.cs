using System.Collections.Immutable;
using AiProxy.Jsonata;
using AiProxy.StatesLanguage.Model;

namespace AiProxy.StatesLanguage.Parsing;

/// <summary>Turns a definition's text into records, collecting every diagnostic instead of stopping at the first.</summary>
internal sealed class DefinitionParser(DiagnosticBag diagnostics)
{
    private const int MaxSeconds = 99_999_999;

    public static readonly string[] TopLevelFields = ["Comment", "StartAt", "States", "Version", "TimeoutSeconds", "QueryLanguage"];

    public static readonly string[] BranchFields = ["Comment", "StartAt", "States"];

    public static readonly string[] ItemProcessorFields = [.. BranchFields, "ProcessorConfig"];

    public StateMachineDefinition? Parse(byte[] utf8)
    {
        var root = SourceReader.Read(utf8, diagnostics);
        if (root is null)
        {
            return null;
        }

        if (root.Kind != SourceKind.Object)
        {
            diagnostics.Schema(FieldReader.Expected(SourceKind.Object), "/");
            return null;
        }

        var fields = new FieldReader(root, "/", diagnostics);
        fields.RefuseUnknown(TopLevelFields);
        fields.OneOf("Version", "1.0");
        var language = LanguageOf(fields) ?? QueryLanguage.JsonPath;
        CheckLanguage(fields);
        var timeout = fields.Integer("TimeoutSeconds", 1, MaxSeconds);
        var variables = new HashSet<string>(StringComparer.Ordinal);
        AssignParser.CollectNames(root, variables);
        var context = new ParsingContext(language, JsonataOptions.StepFunctions with { ShadowedFunctions = [.. variables] });
        var scope = ParseScope(fields, context);
        if (scope is null)
        {
            return null;
        }

        // Nothing comes of it, but it has to be a string.
        _ = fields.String("Comment");
        return new StateMachineDefinition(language, timeout is { } seconds ? TimeSpan.FromSeconds(seconds) : null, scope);
    }

    private ScopeDefinition? ParseNested(SourceNode node, string location, ParsingContext context)
    {
        if (node.Kind != SourceKind.Object)
        {
            diagnostics.Schema(FieldReader.Expected(SourceKind.Object), location);
            return null;
        }

        var fields = new FieldReader(node, location, diagnostics);
        var isProcessor = location.EndsWith("/ItemProcessor", StringComparison.Ordinal) || location.EndsWith("/Iterator", StringComparison.Ordinal);
        fields.RefuseUnknown(isProcessor ? ItemProcessorFields : BranchFields);
        return ParseScope(fields, context);
    }

    private ScopeDefinition? ParseScope(FieldReader fields, ParsingContext context)
    {
        if (!fields.Require("States", "StartAt"))
        {
            return null;
        }

        var startAt = fields.String("StartAt");
        var states = fields.Get("States", SourceKind.Object);
        if (startAt is null || states is null)
        {
            return null;
        }

        if (states.Members.Count == 0)
        {
            diagnostics.Schema("Expected a non-empty object", fields.At("States"));
            return null;
        }

        var parsed = ImmutableArray.CreateBuilder<StateDefinition>(states.Members.Count);
        foreach (var (name, node) in states.Members)
        {
            var location = $"{fields.At("States")}/{name}";
            if (node.Kind == SourceKind.Object)
            {
                parsed.Add(ParseState(name, new FieldReader(node, location, diagnostics), context));
            }
            else
            {
                diagnostics.Schema(FieldReader.Expected(SourceKind.Object), location);
            }
        }

        return new ScopeDefinition(fields.Location == "/" ? "" : fields.Location, startAt, parsed.DrainToImmutable());
    }

    private StateDefinition ParseState(string name, FieldReader fields, ParsingContext context)
    {
        var language = LanguageOf(fields) ?? context.MachineLanguage;
        var isDowngraded = language == QueryLanguage.JsonPath && context.MachineLanguage == QueryLanguage.Jsonata;
        if (isDowngraded)
        {
            diagnostics.Schema("'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine", fields.Location);
        }

        fields.Require("Type");
        var type = fields.String("Type");
        var known = type is null ? null : FieldTable.Find(type);
        if (known is null)
        {
            if (type is not null)
            {
                diagnostics.Schema(
                    "The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map]",
                    fields.At("Type"));
            }

            type = null;
        }
        else
        {
            CheckFields(fields, known, language, isDowngraded);
        }

        CheckLanguage(fields);
        return new StateParser(name, fields, language, context).Parse(type, (node, location) => ParseNested(node, location, context));
    }

    /// <param name="fields">The state.</param>
    /// <param name="known">What its type has.</param>
    /// <param name="language">Its query language.</param>
    /// <param name="isDowngraded">Whether that language is refused itself: then fields of the other one are not complained about too.</param>
    private void CheckFields(FieldReader fields, StateFieldSet known, QueryLanguage language, bool isDowngraded)
    {
        foreach (var member in fields.Node.Members)
        {
            var name = member.Name;
            if (known.Both.Contains(name))
            {
                continue;
            }

            if (language == QueryLanguage.JsonPath ? known.JsonPath.Contains(name) : known.Jsonata.Contains(name))
            {
                continue;
            }

            if (isDowngraded && known.Jsonata.Contains(name))
            {
                continue;
            }

            if (known.JsonPath.Contains(name))
            {
                diagnostics.Schema(FieldReader.OnlyFor("JSONata", name, "JSONPath"), fields.Location);
            }
            else if (known.Jsonata.Contains(name))
            {
                diagnostics.Schema(FieldReader.OnlyFor("JSONPath", name, "JSONata"), fields.Location);
            }
            else
            {
                diagnostics.Schema($"Field '{name}' is not supported", fields.Location);
            }
        }
    }

    /// <summary>JSONPath is only what is written exactly so; whatever else stands there makes the state a JSONata one.</summary>
    private static QueryLanguage? LanguageOf(FieldReader fields) => fields.Node.Get("QueryLanguage") switch
    {
        null => null,
        { Kind: SourceKind.String, Text: "JSONPath" } => QueryLanguage.JsonPath,
        _ => QueryLanguage.Jsonata,
    };

    private static void CheckLanguage(FieldReader fields) => fields.OneOf("QueryLanguage", "JSONPath", "JSONata");
}
