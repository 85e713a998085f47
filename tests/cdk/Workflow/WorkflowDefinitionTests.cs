using AiProxy.Cdk.Workflow;

namespace AiProxy.Cdk.Tests.Workflow;

public sealed class WorkflowDefinitionTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Read_PlaceholdersThatFit_KeepsTheText()
    {
        const string Text = """{"A":"${OneArn}","B":"{% $map($x, function($i){ $i }) %}","C":"${OneArn}"}""";
        File.WriteAllText(_file, Text);
        Assert.Equal(Text, WorkflowDefinition.Read(_file, ["OneArn"]).Text);
    }

    [Fact]
    public void Read_PlaceholdersThatDoNotFit_TellsBothSides()
    {
        File.WriteAllText(_file, """{"A":"${OnArn}"}""");
        StackInputException e = Assert.Throws<StackInputException>(() => WorkflowDefinition.Read(_file, ["OneArn"]));
        Assert.Collection(
            e.Problems,
            problem => Assert.Contains("uses ${OnArn}, which the stack does not know; it knows OneArn", problem, StringComparison.Ordinal),
            problem => Assert.Contains("does not use ${OneArn}", problem, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_NotJson_SaysWhere()
    {
        File.WriteAllText(_file, "{\"A\":\n}");
        StackInputException e = Assert.Throws<StackInputException>(() => WorkflowDefinition.Read(_file, []));
        Assert.Contains($"'{_file}' is not JSON", e.Message, StringComparison.Ordinal);
        Assert.Contains("LineNumber: 1", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MissingFile_NamesIt()
    {
        StackInputException e = Assert.Throws<StackInputException>(() => WorkflowDefinition.Read(_file + ".none", []));
        Assert.Equal($"No workflow at '{_file}.none'.", e.Message);
    }
}
