using System.Text;
using AiProxy.StatesLanguage.Diagnostics;
using AiProxy.StatesLanguage.Execution.Program;
using AiProxy.StatesLanguage.Model;
using AiProxy.StatesLanguage.Parsing;
using AiProxy.StatesLanguage.Validation;

namespace AiProxy.StatesLanguage;

/// <summary>
/// A state machine read from its Amazon States Language definition, ready to run. Immutable and thread-safe: parse once, execute often.
/// </summary>
/// <seealso href="https://states-language.net/"/>
public sealed class StateMachine
{
    private const int MaxDefinitionLength = 1024 * 1024;

    private StateMachine(StateMachineOptions options, string definitionText, StateMachineDefinition definition)
    {
        Name = options.Name;
        Type = options.Type;
        DefinitionText = definitionText;
        Timeout = definition.Timeout;
        Program = ScopeProgram.Link(definition.Root, null);
        VariableReferences = Validation.VariableReferences.Of(definition);
    }

    /// <summary>The machine's name.</summary>
    public string Name { get; }

    /// <summary>The kind of machine.</summary>
    public StateMachineType Type { get; }

    /// <summary>The definition, with its substitutions made.</summary>
    public string DefinitionText { get; }

    /// <summary>
    /// Which variables each state reads, by the state's name; both sorted. States that read none are left out, as in
    /// DescribeStateMachine's response.
    /// </summary>
    /// <seealso href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachine.html"/>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> VariableReferences { get; }

    /// <summary>The definition's TimeoutSeconds, if any.</summary>
    internal TimeSpan? Timeout { get; }

    internal ScopeProgram Program { get; }

    /// <summary>Reads a definition, compiles its expressions and validates it as CreateStateMachine does.</summary>
    /// <param name="definition">The JSON text, at most 1 MiB.</param>
    /// <param name="options">How to read it; null for the defaults.</param>
    /// <returns>The machine if there is no error; every diagnostic in any case.</returns>
    public static ParseResult Parse(string definition, StateMachineOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(definition);
        options ??= new StateMachineOptions();
        var substituted = Substitutions.Apply(definition, options.Substitutions);
        var lines = new LineMap(Encoding.UTF8.GetBytes(definition), substituted.Shifts);
        var diagnostics = new DiagnosticBag(lines);
        Substitutions.Report(substituted, lines, diagnostics);
        if (string.IsNullOrWhiteSpace(definition))
        {
            diagnostics.Error(DiagnosticCodes.MissingDescription, "The definition is empty", null);
            return new ParseResult(null, diagnostics.ToImmutable());
        }

        var utf8 = Encoding.UTF8.GetBytes(substituted.Text);
        if (utf8.Length > MaxDefinitionLength)
        {
            diagnostics.Schema($"The definition has {utf8.Length} bytes; at most {MaxDefinitionLength} are allowed", "/");
            return new ParseResult(null, diagnostics.ToImmutable());
        }

        var model = new DefinitionParser(diagnostics).Parse(utf8);
        if (model is not null)
        {
            DefinitionValidator.Validate(model, options, diagnostics);
        }

        var machine = model is null || diagnostics.HasErrors ? null : new StateMachine(options, substituted.Text, model);
        return new ParseResult(machine, diagnostics.ToImmutable());
    }
}
