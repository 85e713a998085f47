namespace AiProxy.EndToEnd.Tests.Modes;

/// <summary>The project's workflows, as this run has them: as they are in the repository, or as the stack's template deploys them.</summary>
internal static class ProjectWorkflows
{
    /// <summary>The file of the workflow that routes have unless they name another one.</summary>
    public const string AggregateFile = "aggregate" + Extension;

    private const string Extension = ".asl.json";

    private static string Folder => Path.Combine(RunningHost.ProjectRoot, "statemachines");

    /// <summary>The text of that workflow.</summary>
    public static string Aggregate => StackWorkflow.IsChosen ? StackWorkflow.Current.Definition : File.ReadAllText(Path.Combine(Folder, AggregateFile));

    /// <summary>Puts them into the folder <c>statemachines</c> in <paramref name="folder"/>.</summary>
    /// <returns>That folder.</returns>
    public static string CopyInto(string folder)
    {
        string machines = Directory.CreateDirectory(Path.Combine(folder, "statemachines")).FullName;
        foreach (string file in Directory.EnumerateFiles(Folder, "*" + Extension))
        {
            string name = Path.GetFileName(file);
            if (name == AggregateFile)
            {
                File.WriteAllText(Path.Combine(machines, name), Aggregate);
            }
            else
            {
                File.Copy(file, Path.Combine(machines, name));
            }
        }
        return machines;
    }
}
