namespace AiProxy.StatesLanguage.Execution.Program;

/// <summary>
/// The variables of one scope, each with its slot in a <see cref="VariableFrame"/>. Inner scopes read outer variables; assigning always
/// means the own scope's.
/// </summary>
internal sealed class VariableLayout(VariableLayout? parent, IReadOnlyList<string> names)
{
    public VariableLayout? Parent => parent;

    public int Count => names.Count;

    public int IndexOf(string name)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] == name)
            {
                return i;
            }
        }

        return -1;
    }
}
