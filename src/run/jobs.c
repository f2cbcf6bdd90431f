/* SPDX-License-Identifier: Apache-2.0
 *
 * One mutex, and two conditions: `room` lets workers go on, `progress` wakes the
 * caller after each item.
 */
#include "run/jobs.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "assumelint/arena.h"

enum {
  MAX_THREADS = 256,
  AHEAD = 4,                     /* items per thread that are begun and not handed back */
  STACK_BYTES = 8 * 1024 * 1024, /* musl's default is 128 KiB */
  TICK_NS = 200 * 1000 * 1000,
};

struct pool {
  const Jobs *jobs;
  pthread_mutex_t lock;
  pthread_cond_t room, progress;
  size_t threads;
  size_t next;     /* item to begin */
  size_t finished; /* items worked on */
  size_t handed;   /* items handed back */
  bool stop;
  bool *ready;
};

static void *work(void *argument) {
  struct pool *pool = argument;
  pthread_mutex_lock(&pool->lock);
  for (;;) {
    while (!pool->stop && pool->next < pool->jobs->count &&
           pool->next >= pool->handed + AHEAD * pool->threads)
      pthread_cond_wait(&pool->room, &pool->lock);
    if (pool->stop || pool->next >= pool->jobs->count)
      break;
    size_t index = pool->next++;
    pthread_mutex_unlock(&pool->lock);
    pool->jobs->work(pool->jobs->context, index);
    pthread_mutex_lock(&pool->lock);
    pool->ready[index] = true;
    pool->finished++;
    pthread_cond_signal(&pool->progress);
  }
  pthread_mutex_unlock(&pool->lock);
  return NULL;
}

static void wait_a_moment(struct pool *pool) {
  struct timespec until;
  clock_gettime(CLOCK_REALTIME, &until);
  until.tv_nsec += TICK_NS;
  if (until.tv_nsec >= 1000000000L) {
    until.tv_nsec -= 1000000000L;
    until.tv_sec++;
  }
  pthread_cond_timedwait(&pool->progress, &pool->lock, &until);
}

/* Needs the lock, and has it again on return. */
static void hand_back(struct pool *pool) {
  const Jobs *jobs = pool->jobs;
  for (size_t i = 0; i < jobs->count && !pool->stop; i++) {
    while (!pool->ready[i]) {
      wait_a_moment(pool);
      size_t finished = pool->finished;
      pthread_mutex_unlock(&pool->lock);
      jobs->tick(jobs->context, finished);
      pthread_mutex_lock(&pool->lock);
    }
    pthread_mutex_unlock(&pool->lock);
    bool go_on = jobs->done(jobs->context, i);
    pthread_mutex_lock(&pool->lock);
    pool->handed = i + 1;
    pool->stop = !go_on;
    pthread_cond_broadcast(&pool->room);
  }
}

static void run_alone(const Jobs *jobs) {
  for (size_t i = 0; i < jobs->count; i++) {
    jobs->work(jobs->context, i);
    if (!jobs->done(jobs->context, i))
      return;
    jobs->tick(jobs->context, i + 1);
  }
}

static size_t wanted_threads(const Jobs *jobs) {
  size_t threads = jobs->threads;
  if (threads == 0) {
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    threads = processors > 0 ? (size_t)processors : 1;
  }
  if (threads > jobs->count)
    threads = jobs->count;
  return threads < MAX_THREADS ? threads : MAX_THREADS;
}

static size_t start_threads(pthread_t *ids, size_t wanted, struct pool *pool) {
  pthread_attr_t attributes;
  if (pthread_attr_init(&attributes) != 0)
    return 0;
  pthread_attr_setstacksize(&attributes, STACK_BYTES);
  size_t n = 0;
  while (n < wanted && pthread_create(&ids[n], &attributes, work, pool) == 0)
    n++;
  pthread_attr_destroy(&attributes);
  return n;
}

void jobs_run(const Jobs *jobs) {
  pthread_t ids[MAX_THREADS];
  if (jobs->count <= 1) {
    run_alone(jobs);
    return;
  }
  struct pool pool = {.jobs = jobs, .threads = wanted_threads(jobs)};
  pool.ready = calloc(jobs->count, sizeof *pool.ready);
  if (!pool.ready)
    out_of_memory();
  pthread_mutex_init(&pool.lock, NULL);
  pthread_cond_init(&pool.room, NULL);
  pthread_cond_init(&pool.progress, NULL);

  size_t started = start_threads(ids, pool.threads, &pool);
  if (started == 0) {
    run_alone(jobs);
  } else {
    pthread_mutex_lock(&pool.lock);
    hand_back(&pool);
    pthread_mutex_unlock(&pool.lock);
  }
  for (size_t i = 0; i < started; i++)
    pthread_join(ids[i], NULL);

  pthread_cond_destroy(&pool.progress);
  pthread_cond_destroy(&pool.room);
  pthread_mutex_destroy(&pool.lock);
  free(pool.ready);
}
