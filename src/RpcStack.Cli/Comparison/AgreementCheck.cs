using RpcStack.Cli.Data;
using RpcStack.Services.Dns;

namespace RpcStack.Cli.Comparison;

/// <summary>Asks every stack every question: what gives other answers does other work, and is not compared.</summary>
internal static class AgreementCheck
{
    public static async Task<IReadOnlyList<Disagreement>> RunAsync(
        IReadOnlyList<Question> questions, IReadOnlyList<ComparedStack> stacks, CancellationToken cancel)
    {
        List<Disagreement> disagreements = [];
        foreach (Question question in questions.Distinct())
        {
            var answers = new List<(string Stack, DnsAnswer Answer)>();
            foreach (ComparedStack stack in stacks)
            {
                DnsAnswer answer =
                    await stack.Lookup.LookupAsync(question.Name, question.Type, cancel).ConfigureAwait(false);
                answers.Add((stack.Name, answer));
            }

            if (answers.Any(given => !given.Answer.Equals(answers[0].Answer)))
                disagreements.Add(new Disagreement(question, answers));
        }

        return disagreements;
    }
}
