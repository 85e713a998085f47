using System.Text;
using AiProxy.Conformance.Tests.Asl;

namespace AiProxy.Conformance.Tests.Coverage;

/// <summary>The page while it is written.</summary>
internal sealed class Page(CaseIndex cases, EngineTests tests)
{
    /// <summary>What every table about parts of the language has after its own columns.</summary>
    private static readonly string[] ProofColumns = ["recorded cases", "shown by"];

    private readonly StringBuilder _text = new();
    private readonly List<string> _gaps = [];

    public CaseIndex Cases => cases;

    /// <summary>What neither a recorded case nor a test of the engine uses, and the engine does not refuse.</summary>
    public IReadOnlyList<string> Gaps => _gaps;

    public void Line(string text = "") => _text.Append(text).Append('\n');

    public void Paragraph(string text)
    {
        Line(text.Replace("\r", "", StringComparison.Ordinal));
        Line();
    }

    /// <summary>Writes a table whose rows end with the proof of what they say.</summary>
    /// <param name="columns">The columns before the proof.</param>
    /// <param name="rows">For each row its own cells and the proof.</param>
    public void ProofTable(IReadOnlyList<string> columns, IEnumerable<(IReadOnlyList<string> Cells, Proof Proof)> rows) => Table(
        [.. columns, .. ProofColumns],
        rows.Select(row => (IReadOnlyList<string>)[.. row.Cells, row.Proof.Cases, row.Proof.ShownBy]));

    public void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        Line(Markdown.Row(columns));
        Line($"|{string.Concat(columns.Select(_ => "---|"))}");
        foreach (var row in rows)
        {
            Line(Markdown.Row(row));
        }

        Line();
    }

    /// <summary>Finds what shows that the engine has a thing.</summary>
    /// <param name="what">The thing, for the list of gaps.</param>
    /// <param name="found">The recorded cases that use it.</param>
    /// <param name="marks">What a test about it has.</param>
    public Proof Prove(string what, IReadOnlyList<AslCase> found, params IReadOnlyList<TestMark> marks)
    {
        var proof = found.Count > 0 ? Proof.OfCases(found) : Proof.OfTest(tests.Find(marks));
        if (proof is null)
        {
            _gaps.Add(what);
            return Proof.Nothing;
        }

        return proof;
    }

    /// <summary>Like <see cref="Prove"/>, for what the engine may refuse.</summary>
    /// <param name="what">The thing.</param>
    /// <param name="refusal">What the engine says to it; null if it takes it.</param>
    /// <param name="found">The recorded cases that use it.</param>
    /// <param name="marks">What a test about it has.</param>
    public Proof ProveOrRefuse(string what, string? refusal, IReadOnlyList<AslCase> found, params IReadOnlyList<TestMark> marks) =>
        refusal is null ? Prove(what, found, marks) : Proof.OfRefusal(refusal, found);

    public override string ToString() => _text.ToString().TrimEnd('\n') + "\n";
}
