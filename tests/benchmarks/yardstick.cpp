// Lists the loops of a map up to a length, for comparison: the search of `analysis.loops.home` in
// its plain form. Input: variables, links and the longest length, then a source and a target for
// each link. Output: how many loops there are, and the milliseconds the search took.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <numeric>
#include <vector>

struct Link {
    int other;
    int number;
};

struct Search {
    int longest = 0;
    long long loops = 0;
    std::vector<std::vector<Link>> onward, back;
    std::vector<int> distance, way, found;
    std::vector<char> passed;

    // Breadth first over the links turned round: how many links it is home from each variable.
    void learn_distances(int home) {
        std::fill(distance.begin(), distance.end(), longest + 1);
        std::vector<int> queue{home};
        distance[home] = 0;
        for (size_t at = 0; at < queue.size(); ++at) {
            for (const Link& link : back[queue[at]]) {
                if (distance[link.other] > longest && distance[queue[at]] < longest) {
                    distance[link.other] = distance[queue[at]] + 1;
                    queue.push_back(link.other);
                }
            }
        }
    }

    void walk(int home, int at, int left) {
        for (const Link& link : onward[at]) {
            if (link.other == home) {
                ++loops;
                found.insert(found.end(), way.begin(), way.end());
                found.push_back(link.number);
            } else if (!passed[link.other] && distance[link.other] < left) {
                passed[link.other] = 1;
                way.push_back(link.number);
                walk(home, link.other, left - 1);
                way.pop_back();
                passed[link.other] = 0;
            }
        }
    }

    // A home that is done with is taken out of the map.
    void leave_out(int home) {
        const auto is_home = [home](const Link& link) { return link.other == home; };
        for (const Link& link : back[home]) {
            auto& row = onward[link.other];
            row.erase(std::remove_if(row.begin(), row.end(), is_home), row.end());
        }
        for (const Link& link : onward[home]) {
            auto& row = back[link.other];
            row.erase(std::remove_if(row.begin(), row.end(), is_home), row.end());
        }
        onward[home].clear();
        back[home].clear();
    }

    void run() {
        const int variables = static_cast<int>(onward.size());
        std::vector<int> homes(variables);
        std::iota(homes.begin(), homes.end(), 0);
        std::vector<long long> ways(variables);
        for (int i = 0; i < variables; ++i) ways[i] = 1LL * onward[i].size() * back[i].size();
        std::stable_sort(homes.begin(), homes.end(), [&](int a, int b) { return ways[a] > ways[b]; });
        distance.resize(variables);
        passed.assign(variables, 0);
        for (int home : homes) {
            if (onward[home].empty() || back[home].empty()) continue;
            learn_distances(home);
            walk(home, home, longest);
            leave_out(home);
        }
    }
};

int main() {
    int variables = 0, links = 0;
    Search search;
    if (std::scanf("%d %d %d", &variables, &links, &search.longest) != 3) return 1;
    search.onward.resize(variables);
    search.back.resize(variables);
    for (int number = 0; number < links; ++number) {
        int source = 0, target = 0;
        if (std::scanf("%d %d", &source, &target) != 2) return 1;
        if (source == target) {
            ++search.loops;
            continue;
        }
        search.onward[source].push_back({target, number});
        search.back[target].push_back({source, number});
    }
    const auto begun = std::chrono::steady_clock::now();
    search.run();
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begun;
    std::printf("%lld %.4f\n", search.loops, took.count());
    return 0;
}
