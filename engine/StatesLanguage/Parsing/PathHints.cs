using AiProxy.StatesLanguage.Diagnostics;
using AiProxy.StatesLanguage.Intrinsics;
using AiProxy.StatesLanguage.Paths;

namespace AiProxy.StatesLanguage.Parsing;

/// <summary>
/// Warns of texts that look like a path or an intrinsic call where Step Functions evaluates neither: nearly always the author forgot the
/// end of the field's name.
/// </summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html"/>
internal static class PathHints
{
    /// <summary>For the members of a payload template, and of what is written out within it.</summary>
    /// <param name="name">The member's name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="location">The place of the member.</param>
    /// <param name="diagnostics">Where the warnings go.</param>
    public static void WarnWithoutDollar(string name, SourceNode value, string location, DiagnosticBag diagnostics)
    {
        if (value.Kind == SourceKind.String && (IsPath(value.Text) || IsCall(value.Text)))
        {
            diagnostics.Warning(
                DiagnosticCodes.NoDollar,
                $"The value of the field '{name}' looks like a JSONPath or an intrinsic function call, but the field's name does not end with '.$'",
                location);
        }
        else if (value.IsPlain)
        {
            WarnBelow(value, location, diagnostics);
        }
    }

    /// <summary>For a field that has a twin whose name ends in <c>Path</c>.</summary>
    public static void WarnWithoutPath(FieldReader fields, string field)
    {
        if (fields.Node.Get(field) is { Kind: SourceKind.String } value && IsPath(value.Text))
        {
            fields.Diagnostics.Warning(
                DiagnosticCodes.NoPath,
                $"The value of the field '{field}' looks like a path, but the field's name does not end with 'Path'",
                fields.At(field));
        }
    }

    /// <summary>For the Result of a Pass.</summary>
    public static void WarnOfStaticResult(SourceNode result, FieldReader pass)
    {
        if (HasPath(result))
        {
            pass.Diagnostics.Warning(
                DiagnosticCodes.PassResultIsStatic, "The Result of a Pass state is static: a path in it is not evaluated", pass.At("Result"));
        }
    }

    /// <summary>For what is written out below a place: an object or an array.</summary>
    public static void WarnBelow(SourceNode node, string location, DiagnosticBag diagnostics)
    {
        foreach (var (name, value) in node.Members)
        {
            WarnWithoutDollar(name, value, SourceLocation.Member(location, name), diagnostics);
        }

        for (var i = 0; i < node.Items.Count; i++)
        {
            WarnBelow(node.Items[i], SourceLocation.Item(location, i), diagnostics);
        }
    }

    private static bool HasPath(SourceNode node) =>
        (node.Kind == SourceKind.String && (IsPath(node.Text) || IsCall(node.Text)))
        || node.Members.Exists(member => HasPath(member.Value))
        || node.Items.Exists(HasPath);

    /// <summary>Not <c>$5</c> nor <c>$name</c>: what has a dot or a bracket behind the sign, and parses.</summary>
    private static bool IsPath(string text) =>
        text.Length > 2
        && text[0] == '$'
        && (text[1] is '.' or '[' || (text[1] == '$' && text[2] is '.' or '['))
        && PathParser.Parse(text) is not null;

    private static bool IsCall(string text) =>
        text.StartsWith("States.", StringComparison.Ordinal) && IntrinsicParser.Parse(text) is not null;
}
