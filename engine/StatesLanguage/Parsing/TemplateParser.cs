using System.Collections.Immutable;
using AiProxy.Jsonata;
using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Diagnostics;
using AiProxy.StatesLanguage.Intrinsics;
using AiProxy.StatesLanguage.Model;
using AiProxy.StatesLanguage.Paths;

namespace AiProxy.StatesLanguage.Parsing;

/// <summary>
/// Turns JSON with <c>{% expressions %}</c> into a <see cref="Template"/>, refusing at once the expressions that Step Functions refuses
/// when a machine is created.
/// </summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html"/>
internal sealed class TemplateParser(QueryLanguage language, JsonataOptions options, DiagnosticBag diagnostics)
{
    private static readonly string[] Everywhere = ["states.input", "states.context"];

    /// <summary>What may be read here beside the input and the context: <c>states.result</c>, <c>states.errorOutput</c>; null for nothing.</summary>
    private string? Also { get; init; }

    /// <summary>For the Output and Assign of a catcher.</summary>
    public TemplateParser ForCatch() => new(language, options, diagnostics) { Also = "states.errorOutput" };

    /// <summary>For the Output and Assign of a state that has a result.</summary>
    public TemplateParser ForResult() => new(language, options, diagnostics) { Also = "states.result" };

    public bool IsExpression(SourceNode node) =>
        language == QueryLanguage.Jsonata && node.Kind == SourceKind.String && HasMarkers(node.Text);

    /// <param name="node">The JSON.</param>
    /// <param name="field">Its name in causes, for example <c>Choices[0]/Condition</c>.</param>
    /// <param name="location">Its place in the definition.</param>
    public Template Parse(SourceNode node, string field, string location)
    {
        switch (node.Kind)
        {
            case SourceKind.String when IsExpression(node):
                return ParseExpression(node, field, location);
            case SourceKind.String when language == QueryLanguage.Jsonata && node.HasMarker:
                diagnostics.Schema("JSONata string must start with {% and end with %}", location);
                return new Template.Constant(field, Value.Null);
            case SourceKind.Object when node.Members.Count > 0:
                return ParseObject(node, field, location);
            case SourceKind.Array when node.Items.Count > 0:
                return ParseArray(node, field, location);
            default:
                return new Template.Constant(field, node.ToValue());
        }
    }

    /// <summary>A member whose name ends in <c>.$</c>.</summary>
    /// <param name="node">Its value.</param>
    /// <param name="name">Its name, with the suffix.</param>
    /// <param name="location">The place of the object it belongs to, where complaints about it go.</param>
    public Template ParsePathMember(SourceNode node, string name, string location) =>
        ParsePathOrCall(node, name) ?? Refuse(
            $"The value for the field '{name}' must be a valid JSONPath or a valid intrinsic function call", name, location);

    /// <summary>A field that is a path or, where that is allowed, an intrinsic call: ErrorPath, SecondsPath.</summary>
    public Template? ParsePathField(FieldReader fields, string name, bool allowCall = false)
    {
        var node = fields.Get(name, SourceKind.String);
        if (node is null)
        {
            return null;
        }

        return ParsePathOrCall(node, name) switch
        {
            Template.Path path => path with { IsField = !allowCall },
            Template.Intrinsic call when allowCall => call,
            _ => Refuse(
                allowCall ? "Value is not a valid JSONPath or a valid intrinsic function call" : FieldReader.NotAReferencePath(node.Text),
                name,
                fields.At(name)),
        };
    }

    private static Template? ParsePathOrCall(SourceNode node, string name)
    {
        if (node.Kind != SourceKind.String)
        {
            return null;
        }

        if (node.Text.StartsWith('$'))
        {
            return PathParser.Parse(node.Text) is { } path ? new Template.Path(name, path) : null;
        }

        return IntrinsicParser.Parse(node.Text) is { } call ? new Template.Intrinsic(name, call) : null;
    }

    /// <summary>Warns if a member of a JSONPath template looks as if it should be evaluated.</summary>
    /// <param name="name">The member's name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="location">The place of the object it belongs to.</param>
    public void WarnOfPath(string name, SourceNode value, string location)
    {
        if (language == QueryLanguage.JsonPath)
        {
            PathHints.WarnWithoutDollar(name, value, SourceLocation.Member(location, name), diagnostics);
        }
    }

    /// <summary>Without the <c>.$</c> at their ends, no two names of an object may be the same.</summary>
    /// <param name="node">The object.</param>
    /// <param name="location">Its place.</param>
    /// <seealso href="https://states-language.net/#payload-template"/>
    public void RefuseTwins(SourceNode node, string location)
    {
        if (language != QueryLanguage.JsonPath || !node.Members.Exists(member => IsPathMember(member.Name)))
        {
            return;
        }

        var names = new HashSet<string>(node.Members.Count, StringComparer.Ordinal);
        foreach (var (name, _) in node.Members)
        {
            var bare = IsPathMember(name) ? name[..^2] : name;
            if (!names.Add(bare))
            {
                diagnostics.Schema(FieldReader.OnlyOneOf(bare, bare + ".$"), location);
            }
        }
    }

    private static bool IsPathMember(string name) => name.EndsWith(".$", StringComparison.Ordinal);

    private Template.Constant Refuse(string message, string field, string location)
    {
        diagnostics.Schema(message, location);
        return new Template.Constant(field, Value.Null);
    }

    private static bool HasMarkers(string text) =>
        text.Length >= 4 && text.StartsWith("{%", StringComparison.Ordinal) && text.EndsWith("%}", StringComparison.Ordinal);

    private Template ParseObject(SourceNode node, string field, string location)
    {
        var members = ImmutableArray.CreateBuilder<KeyValuePair<string, Template>>(node.Members.Count);
        var constant = true;
        RefuseTwins(node, location);
        foreach (var (name, value) in node.Members)
        {
            if (language == QueryLanguage.JsonPath && IsPathMember(name))
            {
                constant = false;
                members.Add(new KeyValuePair<string, Template>(name[..^2], ParsePathMember(value, name, location)));
                continue;
            }

            WarnOfPath(name, value, location);
            var member = value.IsPlain
                ? new Template.Constant(name, value.ToValue())
                : Parse(value, SourceLocation.Member(field, name), SourceLocation.Member(location, name));
            constant &= member is Template.Constant;
            members.Add(new KeyValuePair<string, Template>(name, member));
        }

        return constant ? new Template.Constant(field, node.ToValue()) : new Template.Object(field, members.DrainToImmutable());
    }

    private Template ParseArray(SourceNode node, string field, string location)
    {
        var items = ImmutableArray.CreateBuilder<Template>(node.Items.Count);
        var constant = true;
        for (var i = 0; i < node.Items.Count; i++)
        {
            if (language == QueryLanguage.JsonPath && node.Items[i].IsPlain)
            {
                PathHints.WarnBelow(node.Items[i], SourceLocation.Item(location, i), diagnostics);
            }

            var item = node.Items[i].IsPlain
                ? new Template.Constant(field, node.Items[i].ToValue())
                : Parse(node.Items[i], SourceLocation.Item(field, i), SourceLocation.Item(location, i));
            constant &= item is Template.Constant;
            items.Add(item);
        }

        return constant ? new Template.Constant(field, node.ToValue()) : new Template.Array(field, items.DrainToImmutable());
    }

    private bool IsMissingHere(string variable) =>
        variable.StartsWith("states.", StringComparison.Ordinal) && !Everywhere.Contains(variable) && variable != Also;

    private Template ParseExpression(SourceNode node, string field, string location)
    {
        JsonataExpression query;
        try
        {
            query = JsonataExpression.Compile(node.Text[2..^2].Trim(), options);
        }
        catch (JsonataException exception)
        {
            diagnostics.Error(DiagnosticCodes.InvalidJsonataExpression, exception.Message, location);
            return new Template.Constant(field, Value.Null);
        }

        foreach (var name in query.TopLevelReferences.Select(reference => reference.Name).Distinct(StringComparer.Ordinal))
        {
            var where = name == "$$" ? "" : " at the top level";
            diagnostics.Error(DiagnosticCodes.UnsupportedJsonataExpression, $"Reference to '{name}'{where} is not supported.", location);
        }

        foreach (var name in query.FreeVariables.Where(IsMissingHere))
        {
            diagnostics.Error(DiagnosticCodes.UnsupportedJsonataExpression, $"Field '${name}' does not exist.", location);
        }

        return new Template.Expression(field, query);
    }
}
