using AiProxy.StatesLanguage.Intrinsics;

namespace AiProxy.Conformance.Tests.Coverage.Sections;

internal sealed class IntrinsicsSection : Section
{
    public override string Title => "Intrinsic functions";

    public override void Write(Page page) =>
        page.ProofTable(["function"], IntrinsicFunction.Names.Order(StringComparer.Ordinal).Select(name => (
            (IReadOnlyList<string>)[Markdown.Code(name)],
            page.Prove(name, page.Cases.Find(Places.Intrinsic, name), name + "("))));
}
